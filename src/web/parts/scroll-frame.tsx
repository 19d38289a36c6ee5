import type { ReactNode, RefCallback } from 'react';

/** A frame wider or higher than its place: it scrolls by itself, and the keyboard can reach it. */
export const ScrollFrame = (props: {
  label: string;
  className: string;
  frame?: RefCallback<HTMLElement>;
  children: ReactNode;
}): ReactNode => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
  <section className={props.className} tabIndex={0} aria-label={props.label} ref={props.frame}>
    {props.children}
  </section>
);

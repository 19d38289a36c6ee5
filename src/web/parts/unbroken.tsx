import type { ReactNode } from 'react';

/** A sentence whose claim numbers stay whole at the end of a row. */
export const Unbroken = (props: { text: string }): ReactNode =>
  props.text.split(/(ML-\d{4}-\d{6}-\d)/).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <span key={part} className="nowrap">
        {part}
      </span>
    ),
  );

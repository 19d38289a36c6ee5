import { type ReactNode, useState } from 'react';
import { TextInput } from 'suomifi-ui-components';

/** A text field for something that is more than text: typed freely, understood at once, shown tidily on leaving. */

interface Props<T> {
  label: string;
  value: T | null;
  parse: (text: string) => T | null;
  show: (value: T) => string;
  /** Called on each keystroke; null while it is empty or not understood. */
  onChange: (value: T | null) => void;
  onDone?: () => void;
  /** Said when what stands there is not understood. */
  problem: string;
  hint?: string;
  optional?: string;
  id?: string;
  width?: 'short' | 'middle' | 'full';
  keyboard?: 'decimal' | 'numeric' | 'text';
  labelHidden?: boolean;
}

/** What stands in the field, kept apart from what it means: `2` on the way to `23,40` must not be tidied away. */
const useTyping = <T extends string | number>({ value, parse, show, onChange, onDone }: Props<T>) => {
  const [text, setText] = useState(value === null ? '' : show(value));
  const [seen, setSeen] = useState(value);
  const [left, setLeft] = useState(false);
  if (value !== seen) {
    setSeen(value);
    if (parse(text) !== value) setText(value === null ? '' : show(value));
  }
  const change = (typed: string): void => {
    setText(typed);
    const meant = parse(typed);
    setSeen(meant);
    onChange(meant);
  };
  const leave = (): void => {
    setLeft(true);
    const meant = parse(text);
    if (meant !== null) setText(show(meant));
    onDone?.();
  };
  return { text, change, leave, wrong: left && text.trim() !== '' && parse(text) === null };
};

export const ParsedField = <T extends string | number>(props: Props<T>): ReactNode => {
  const { text, change, leave, wrong } = useTyping(props);
  return (
    <TextInput
      className={`field ${props.width ?? 'short'}`}
      labelText={props.label}
      labelMode={props.labelHidden ? 'hidden' : 'visible'}
      value={text}
      onChange={(typed) => change(String(typed ?? ''))}
      onBlur={leave}
      status={wrong ? 'error' : 'default'}
      statusText={wrong ? props.problem : ''}
      inputMode={props.keyboard ?? 'decimal'}
      autoComplete="off"
      {...(props.hint ? { hintText: props.hint } : {})}
      {...(props.optional ? { optionalText: props.optional } : {})}
      {...(props.id ? { id: props.id } : {})}
    />
  );
};

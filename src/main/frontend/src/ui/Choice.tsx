import { useId } from 'react';
import { Icon } from './Icon';
import type { IconName } from './icons';

interface Props<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string; icon?: IconName; count?: number }[];
  onChange: (value: T) => void;
}

/** One of a few, as radio buttons that look like a bar of segments. */
export function Choice<T extends string>({ label, value, options, onChange }: Props<T>) {
  const name = useId();
  return (
    <div className="kgo-choice" role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.value} className="kgo-choice__option">
          <input
            type="radio"
            className="kgo-choice__input"
            name={name}
            checked={option.value === value}
            onChange={() => {
              onChange(option.value);
            }}
          />
          <span className="kgo-choice__face">
            {option.icon === undefined ? null : <Icon name={option.icon} />}
            <span>{option.label}</span>
            {option.count === undefined ? null : <span className="kgo-choice__count">{option.count}</span>}
          </span>
        </label>
      ))}
    </div>
  );
}

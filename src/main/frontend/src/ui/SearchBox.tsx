import { Icon } from './Icon';

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

export function SearchBox({ label, value, onChange }: Props) {
  return (
    <label className="kgo-search">
      <Icon name="search" />
      <span className="kgo-visually-hidden">{label}</span>
      <input
        type="search"
        className="kgo-search__input"
        placeholder={label}
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
    </label>
  );
}

import { useOpenPanel } from '../routing/context';

export function FreightLink({ name, alias }: { name: string; alias: string }) {
  const open = useOpenPanel();
  return (
    <button
      type="button"
      className="kgo-link"
      onClick={() => {
        open({ kind: 'freight', name });
      }}
    >
      {alias}
    </button>
  );
}

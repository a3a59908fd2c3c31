import { useState } from 'react';
import { useMessages } from '../i18n/context';
import { Button } from './Button';

/** Copies a text; says so for as long as the pointer or the focus stays. */
export function CopyButton({ text }: { text: string }) {
  const m = useMessages();
  const [copied, setCopied] = useState(false);
  const copy = () => {
    void navigator.clipboard.writeText(text).then(() => {
      setCopied(true);
    });
  };
  return (
    <Button
      compact
      kind="tertiary"
      icon={copied ? 'check' : 'copy'}
      label={copied ? m.copied : m.copy}
      className="kgo-copy"
      onClick={copy}
      onBlur={() => {
        setCopied(false);
      }}
    />
  );
}

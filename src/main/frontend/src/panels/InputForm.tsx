import { useState } from 'react';
import { useAction } from '../actions/useAction';
import type { InputNeed, Promotion } from '../api/types';
import { useBoard } from '../board/context';
import { useMessages } from '../i18n/context';
import { fieldsOf, type InputField, valuesOf } from '../model/input';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { Notice } from '../ui/Notice';
import { Until } from '../ui/Until';

interface Props {
  promotion: Promotion;
  input: InputNeed;
}

/** Asks the reader for what the promotion needs to go on, or says why not them. */
export function InputForm({ promotion, input }: Props) {
  const m = useMessages();
  return (
    <section className="kgo-approval kgo-tone--warn" aria-label={m.promotion.inputTitle}>
      <p className="kgo-approval__head">
        <Icon name="hand" />
        <strong>{m.promotion.inputTitle}</strong>
      </p>
      {input.display === '' ? null : <p className="kgo-pre">{input.display}</p>}
      {input.expiresAt === null ? null : (
        <p className="kgo-muted">
          {m.promotion.answerUntil} <Until at={input.expiresAt} />
        </p>
      )}
      {input.mayAnswer ? <Form key={input.binding} promotion={promotion} input={input} /> : null}
      {input.reason === '' ? null : <p className="kgo-muted">{input.reason}</p>}
    </section>
  );
}

function Form({ promotion, input }: Props) {
  const m = useMessages();
  const { api } = useBoard();
  const { busy, error, send } = useAction();
  const fields = fieldsOf(input.schema);
  const [texts, setTexts] = useState<Record<string, string>>(() =>
    Object.fromEntries(fields.map((field) => [field.name, field.initial])),
  );
  const [problem, setProblem] = useState<string | null>(null);
  const submit = () => {
    const { values, broken } = valuesOf(fields, texts);
    setProblem(broken === null ? null : m.promotion.inputNoJson(broken));
    if (broken === null) {
      const path = `${api}/promotions/${encodeURIComponent(promotion.name)}/input`;
      void send(path, { values, binding: input.binding }, m.promotion.inputSent);
    }
  };
  const wrong = problem ?? error;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {fields.map((field) => (
        <Field
          key={field.name}
          field={field}
          text={texts[field.name] ?? ''}
          onChange={(text) => {
            setTexts({ ...texts, [field.name]: text });
          }}
        />
      ))}
      {wrong === null ? null : (
        <Notice look={{ tone: 'bad', icon: 'alert' }} role="alert">
          {wrong}
        </Notice>
      )}
      <div className="kgo-approval__buttons">
        <Button kind="primary" icon="check" type="submit" label={m.promotion.inputSend} disabled={busy} />
      </div>
    </form>
  );
}

interface FieldProps {
  field: InputField;
  text: string;
  onChange: (text: string) => void;
}

function Field({ field, text, onChange }: FieldProps) {
  const control = {
    className: 'kgo-input',
    required: field.required,
    value: text,
    onChange: (event: { target: { value: string } }) => {
      onChange(event.target.value);
    },
  };
  const label = field.required ? `${field.title} *` : field.title;
  if (field.kind === 'flag') {
    return (
      <label className="kgo-field">
        <span className="kgo-field__label">
          <input
            type="checkbox"
            checked={text === 'true'}
            onChange={(event) => {
              onChange(event.target.checked ? 'true' : 'false');
            }}
          />{' '}
          {field.title}
        </span>
        <Hint text={field.description} />
      </label>
    );
  }
  return (
    <label className="kgo-field">
      <span className="kgo-field__label">{label}</span>
      {field.kind === 'choice' ? (
        <select {...control}>
          <option value="" />
          {field.options.map((option) => (
            <option key={option} value={option}>
              {option}
            </option>
          ))}
        </select>
      ) : field.kind === 'long' || field.kind === 'json' ? (
        <textarea {...control} rows={3} />
      ) : field.kind === 'number' ? (
        <input {...control} type="number" step="any" />
      ) : (
        <input {...control} type={field.kind === 'date' ? 'date' : 'text'} />
      )}
      <Hint text={field.description} />
    </label>
  );
}

function Hint({ text }: { text: string }) {
  return text === '' ? null : <span className="kgo-muted">{text}</span>;
}

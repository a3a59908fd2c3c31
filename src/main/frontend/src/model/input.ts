import type { InputSchema } from '../api/types';

export interface InputField {
  name: string;
  title: string;
  description: string;
  required: boolean;
  kind: 'text' | 'long' | 'date' | 'number' | 'flag' | 'choice' | 'json';
  /** Of a choice, as texts. */
  options: string[];
  /** What the field holds at first, as text. */
  initial: string;
  /** The values of a choice, by their texts. */
  choices: ReadonlyMap<string, unknown>;
}

/** Longer texts are written in several lines. */
const LONG = 200;

/** The fields of a form for a JSON schema, in its order; what no field can show is written as JSON. */
export function fieldsOf(schema: InputSchema): InputField[] {
  return Object.entries(schema.properties).map(([name, property]) => {
    const choices = new Map((property.enum ?? []).map((value) => [textOf(value), value]));
    return {
      name,
      title: property.title ?? name,
      description: property.description ?? '',
      required: schema.required?.includes(name) ?? false,
      kind: kindOf(property),
      options: [...choices.keys()],
      initial: property.default === undefined ? '' : textOf(property.default),
      choices,
    };
  });
}

function kindOf(property: InputSchema['properties'][string]): InputField['kind'] {
  if (property.enum !== undefined) {
    return 'choice';
  }
  switch (property.type) {
    case 'boolean':
      return 'flag';
    case 'integer':
    case 'number':
      return 'number';
    case 'string':
      if (property.format === 'date') {
        return 'date';
      }
      return (property.maxLength ?? 0) > LONG || property.format === 'textarea' ? 'long' : 'text';
    default:
      return 'json';
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export interface InputValues {
  values: Record<string, unknown>;
  /** The title of a field whose text is no JSON, null when all are right. */
  broken: string | null;
}

/** What was entered, as the API takes it; an empty field is not there. */
export function valuesOf(
  fields: readonly InputField[],
  texts: Readonly<Record<string, string>>,
): InputValues {
  const values: Record<string, unknown> = {};
  for (const field of fields) {
    const text = texts[field.name] ?? '';
    if (field.kind === 'flag') {
      values[field.name] = text === 'true';
    } else if (text !== '') {
      try {
        values[field.name] = valueOf(field, text);
      } catch {
        return { values, broken: field.title };
      }
    }
  }
  return { values, broken: null };
}

function valueOf(field: InputField, text: string): unknown {
  switch (field.kind) {
    case 'choice':
      return field.choices.get(text);
    case 'number':
      return Number(text);
    case 'json':
      return JSON.parse(text) as unknown;
    default:
      return text;
  }
}

import { describe, expect, it } from 'vitest';
import { fieldsOf, valuesOf } from './input';

const schema = {
  required: ['ticket'],
  properties: {
    ticket: { type: 'string', title: 'Ticket', pattern: '^OPS-' },
    size: { enum: ['small', 2] },
    replicas: { type: 'integer', default: 3 },
    urgent: { type: 'boolean', default: true },
    reason: { type: 'string', maxLength: 2000 },
    day: { type: 'string', format: 'date' },
    more: { type: 'object' },
  },
};

describe('the form of a schema', () => {
  it('has a field for each property, in order', () => {
    expect(
      fieldsOf(schema).map(({ name, kind, initial, required }) => [name, kind, initial, required]),
    ).toEqual([
      ['ticket', 'text', '', true],
      ['size', 'choice', '', false],
      ['replicas', 'number', '3', false],
      ['urgent', 'flag', 'true', false],
      ['reason', 'long', '', false],
      ['day', 'date', '', false],
      ['more', 'json', '', false],
    ]);
  });

  it('gives values of the right types, and none for what is empty', () => {
    const texts = { ticket: 'OPS-7', size: '2', replicas: '4', urgent: 'false', more: '{"a": [1]}' };
    expect(valuesOf(fieldsOf(schema), texts)).toEqual({
      values: { ticket: 'OPS-7', size: 2, replicas: 4, urgent: false, more: { a: [1] } },
      broken: null,
    });
  });

  it('names the field whose text is no JSON', () => {
    expect(valuesOf(fieldsOf(schema), { more: '{' }).broken).toBe('more');
  });
});

/** What the API promises, one line each: what a caller may send, and what it is sure to be answered. */

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}
interface Body {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
  readonly required?: boolean;
}
interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema?: Schema }[];
  readonly requestBody?: Body;
  readonly responses?: Readonly<Record<string, Body>>;
}
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

/**
 * A change that breaks no caller adds lines: a path, a parameter, a field, a value that may be sent. One that breaks takes a line away:
 * something removed or of another type, an answer's field that may now be missing, something newly required of the caller.
 */
export function contractLines({ paths, components }: ApiDocument): string[] {
  const resolve = (schema: Schema): Schema =>
    schema.$ref === undefined ? schema : (components?.schemas?.[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  const lines = new Set<string>();

  const walk = (at: string, given: Schema, direction: 'in' | 'out', depth = 0): void => {
    const schema = resolve(given);
    const variants = schema.anyOf ?? schema.oneOf ?? schema.allOf;
    if (depth > 12) return;
    if (variants !== undefined) {
      for (const variant of variants) walk(at, variant, direction, depth + 1);
      return;
    }
    const values = schema.enum ?? (schema.const === undefined ? [] : [schema.const]);
    lines.add(`${at} : ${[schema.type ?? 'any'].flat().join('|')}`);
    // A value that may no longer be sent breaks whoever sends it; one that is no longer answered breaks nobody.
    if (direction === 'in') for (const value of values) lines.add(`${at} = ${JSON.stringify(value)}`);
    if (schema.items !== undefined) walk(`${at}[]`, schema.items, direction, depth + 1);
    if (typeof schema.additionalProperties === 'object') walk(`${at}{}`, schema.additionalProperties, direction, depth + 1);
    const required = schema.required ?? [];
    if (direction === 'in' && schema.properties !== undefined) lines.add(`${at} requires ${required.toSorted().join(', ') || 'nothing'}`);
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      if (direction === 'out' && required.includes(name)) lines.add(`${at}.${name} always`);
      walk(`${at}.${name}`, property, direction, depth + 1);
    }
  };

  for (const [path, item] of Object.entries(paths))
    for (const [method, { parameters = [], requestBody, responses = {} }] of Object.entries(item)) {
      const operation = `${method.toUpperCase()} ${path}`;
      const needed = parameters.filter((each) => each.required === true && each.in !== 'path').map(({ name }) => name);
      lines.add(`${operation} requires ${needed.toSorted().join(', ') || 'nothing'}`);
      for (const { name, in: place, schema } of parameters) walk(`${operation} ${place}.${name}`, schema ?? {}, 'in');
      for (const [type, { schema }] of Object.entries(requestBody?.content ?? {})) walk(`${operation} < ${type} `, schema ?? {}, 'in');
      for (const [status, { content = {} }] of Object.entries(responses)) {
        if (status === 'default') continue;
        lines.add(`${operation} > ${status}`);
        for (const { schema } of Object.values(content)) walk(`${operation} > ${status} `, schema ?? {}, 'out');
      }
    }
  return [...lines].toSorted();
}

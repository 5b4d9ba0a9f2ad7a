import { z } from 'zod';
import { describeSetting, SETTINGS } from './environment.js';

/** One variable as the documentation shows it. */
interface DocumentedSetting {
  readonly name: string;
  readonly description: string;
  readonly expects: string;
  /** What holds when it is not set; undefined where the description says it. */
  readonly default: string | undefined;
  readonly example: string | undefined;
}

/** Every variable by feature, in the order the documentation lists them. */
export function documentedSettings(): [group: string, settings: DocumentedSetting[]][] {
  return Object.entries(SETTINGS).map(([group, { shape }]) => [
    group,
    Object.entries(shape).map(([name, schema]) => {
      const { description, expects, example } = describeSetting(name);
      return { name, description, expects, default: defaultOf(schema), example };
    }),
  ]);
}

/** The text of `.env.example`: nothing is set, so that a copy of it changes nothing. */
export function environmentExample(): string {
  const groups = documentedSettings().map(([group, settings]) => {
    const entries = settings.map(
      (setting) =>
        `# ${setting.description}\n# Expects ${setting.expects}.\n#${setting.name}=${setting.default ?? setting.example ?? ''}\n`,
    );
    return `# ${group}\n\n${entries.join('\n')}`;
  });
  return `# Copy to .env and remove the # before what you want to change.\n\n${groups.join('\n')}`;
}

/** The configuration table of the README. */
export function environmentTable(): string {
  const rows = documentedSettings()
    .flatMap(([, settings]) => settings)
    .map(
      (setting) =>
        `| \`${setting.name}\` | ${setting.default ? `\`${setting.default}\`` : ''} | ${setting.description} |`,
    );
  return ['| Variable | Default | What it does |', '|---|---|---|', ...rows].join('\n');
}

function defaultOf(schema: z.ZodType): string | undefined {
  if (!(schema instanceof z.ZodDefault)) return undefined;
  const value = schema.def.defaultValue;
  return Array.isArray(value) ? value.join(',') : String(value);
}

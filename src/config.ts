import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { readAccessSettings, type AccessSettings } from './config/access-settings.js';
import { AppError } from './errors.js';
import { checkDatabaseUrl } from './store/database-url.js';

/** The repository's or the package's root: weights and the built page lie beside the code. */
export const PACKAGE_ROOT = join(import.meta.dirname, '..');

const Environment = z.object({
  /** Folder of the database, the originals and the key file. */
  FRISE_HOME: z.string().min(1).optional(),
  XDG_DATA_HOME: z.string().min(1).optional(),
  FRISE_MODELS: z.string().min(1).optional(),
  /** The machine's own `tesseract` in the place of the one that Frise brings: the path of the program. */
  FRISE_TESSERACT: z.string().refine(existsSync).optional(),
  /** This machine alone, unless `checkExposure` lets it be reached from others. */
  FRISE_HOST: z.string().min(1).default('127.0.0.1'),
  FRISE_PORT: z.coerce.number().int().min(0).max(65535).default(3210),
  /** Of one address, before it is told to wait: raise it where one proxy or one program speaks for many people. */
  FRISE_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(1200),
  /** PostgreSQL in the place of the embedded database: `postgres://role:password@host/database`. */
  FRISE_DATABASE_URL: z.string().min(1).optional(),
  /** With PostgreSQL: the folder of originals and data keys, shared by every process. */
  FRISE_FILES: z.string().min(1).optional(),
  FRISE_MASTER_KEY: z.string().optional(),
  FRISE_MASTER_KEY_COMMAND: z.string().optional(),
  FRISE_MASTER_KEY_FILE: z.string().optional(),
  /** What `frise keys rotate` puts in the place of a master key that is not in a file. */
  FRISE_NEXT_MASTER_KEY: z.string().optional(),
  /** A language model for prose: the folder of an ONNX model, or the address of a server that speaks OpenAI's chat completions. None: no prose. */
  FRISE_LANGUAGE_MODEL: z.string().min(1).optional(),
  /** What the server calls the model, and the key that it asks for. */
  FRISE_LANGUAGE_MODEL_NAME: z.string().min(1).default('default'),
  FRISE_LANGUAGE_MODEL_KEY: z.string().min(1).optional(),
});

type LanguageModelConfig = { readonly folder: string } | { readonly url: string; readonly model: string; readonly key: string | undefined };

export interface Config {
  readonly home: string;
  readonly models: string;
  readonly tesseract: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly requestsPerMinute: number;
  /** Holds a password: it is never printed. */
  readonly databaseUrl: string | undefined;
  readonly files: string;
  readonly masterKey: { readonly value?: string | undefined; readonly command?: string | undefined; readonly file: string };
  readonly nextMasterKey: string | undefined;
  readonly access: AccessSettings;
  readonly languageModel: LanguageModelConfig | undefined;
}

/** Reads the settings from environment variables. Throws FRS-IN-011 naming the variable that does not hold. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) throw new AppError('FRS-IN-011', { detail: parsed.error.issues.map((issue) => issue.path.join('.')).join(', ') });
  const settings = parsed.data;
  if (settings.FRISE_DATABASE_URL !== undefined) checkDatabaseUrl(settings.FRISE_DATABASE_URL);
  const home = settings.FRISE_HOME ?? join(settings.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'frise');
  return {
    home,
    models: settings.FRISE_MODELS ?? join(PACKAGE_ROOT, 'models'),
    tesseract: settings.FRISE_TESSERACT,
    host: settings.FRISE_HOST,
    port: settings.FRISE_PORT,
    requestsPerMinute: settings.FRISE_REQUESTS_PER_MINUTE,
    databaseUrl: settings.FRISE_DATABASE_URL,
    files: settings.FRISE_FILES ?? home,
    masterKey: {
      value: settings.FRISE_MASTER_KEY,
      command: settings.FRISE_MASTER_KEY_COMMAND,
      file: settings.FRISE_MASTER_KEY_FILE ?? join(home, 'master.key'),
    },
    nextMasterKey: settings.FRISE_NEXT_MASTER_KEY,
    access: readAccessSettings(environment),
    languageModel: languageModelOf(settings),
  };
}

function languageModelOf(settings: z.infer<typeof Environment>): LanguageModelConfig | undefined {
  const { FRISE_LANGUAGE_MODEL: where, FRISE_LANGUAGE_MODEL_NAME: model, FRISE_LANGUAGE_MODEL_KEY: key } = settings;
  if (where === undefined) return undefined;
  return /^https?:/.test(where) ? { url: where, model, key } : { folder: where };
}

import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import { AppError } from '../common/app-error.js';
import { keptSecret } from '../common/secret-file.js';
import { AppConfig } from '../config/app-config.js';
import { firstOperatorEmail } from './first-operator-email.js';
import { OperatorLedgerRepository } from './operator-ledger.repository.js';
import { PasswordHasher } from './password-hasher.js';
import { UsersRepository } from './users.repository.js';

/** The sign-in of an operator who was just created. */
export interface FirstOperatorSignIn {
  readonly email: string;
  /** Where the generated password is kept; undefined where OPERATOR_PASSWORD gave it. */
  readonly passwordFile: string | undefined;
}

/**
 * Creates the first operator where there is none. The operator ledger fixes that account's id before it exists, so that of
 * all processes that start at the same time one creates it, and a crash in between is made good by the next start.
 */
@Injectable()
export class FirstOperatorService {
  /** Set in the process that created the account, for as long as it runs. */
  created: FirstOperatorSignIn | undefined;
  private readonly logger = new Logger(FirstOperatorService.name);

  constructor(
    private readonly config: AppConfig,
    private readonly users: UsersRepository,
    private readonly ledger: OperatorLedgerRepository,
    private readonly passwords: PasswordHasher,
  ) {}

  async ensure(): Promise<void> {
    if ((await this.users.countOperators()) > 0) return;
    const { firstOperatorId: id } = await this.ledger.read();
    const email = firstOperatorEmail(this.config);
    const { password, passwordFile } = await this.password();
    try {
      const passwordHash = await this.passwords.hash(password);
      await this.users.insert({ id, email, name: 'Operator', role: 'operator', passwordHash });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return this.giveWay(error, id, password, passwordFile);
    }
    this.created = { email, passwordFile };
    this.logger.log({ userId: id }, 'first operator created');
  }

  private async password(): Promise<{ password: string; passwordFile: string | undefined }> {
    const given = this.config.auth.operatorPassword;
    if (given !== undefined) return { password: given, passwordFile: undefined };
    const passwordFile = join(this.config.dataDir, 'operator-password');
    return { password: await keptSecret(passwordFile, () => randomBytes(18).toString('base64url')), passwordFile };
  }

  /** Another process created the account: a password kept here is removed, unless it is the one that was used. */
  private async giveWay(error: AppError, id: string, password: string, passwordFile?: string): Promise<void> {
    const operator = await this.users.find(id);
    if (!operator) {
      this.logger.error('OPERATOR_EMAIL belongs to an artist: set it to another address to get an operator');
    }
    if (passwordFile !== undefined && !(await this.passwords.matches(password, operator?.passwordHash))) {
      await rm(passwordFile, { force: true });
    }
    this.logger.debug({ code: error.code }, 'the first operator exists');
  }
}

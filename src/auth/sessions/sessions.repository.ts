import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, trusted, Types } from 'mongoose';
import { SESSION_MODEL, type SessionRow } from './session.schema.js';

export interface Session {
  readonly id: string;
  readonly userId: string;
  readonly generation: number;
  readonly familyHash: string;
  readonly tokenHash: string;
  readonly previousHash: string | undefined;
  readonly rotatedAt: Date;
  readonly answeredFrom: Date;
  readonly expiresAt: Date;
}

export type NewSession = Omit<Session, 'id' | 'previousHash'>;

@Injectable()
export class SessionsRepository {
  constructor(@InjectModel(SESSION_MODEL) private readonly model: Model<SessionRow>) {}

  async insert(session: NewSession): Promise<Session> {
    const created = await this.model.create({ ...session, userId: new Types.ObjectId(session.userId) });
    return toSession(created.toObject());
  }

  async find(id: string): Promise<Session | undefined> {
    const row = await this.model.findById(id).lean<SessionRow>();
    return row ? toSession(row) : undefined;
  }

  /** Puts the next token in the place of the valid one. @returns undefined when `tokenHash` is not (or no longer) valid */
  async rotate(
    { id, tokenHash }: Pick<Session, 'id' | 'tokenHash'>,
    next: Pick<Session, 'tokenHash' | 'rotatedAt' | 'answeredFrom' | 'expiresAt'>,
  ): Promise<Session | undefined> {
    const row = await this.model
      .findOneAndUpdate(
        { _id: id, tokenHash },
        { $set: { ...next, previousHash: tokenHash } },
        { returnDocument: 'after' },
      )
      .lean<SessionRow>();
    return row ? toSession(row) : undefined;
  }

  /** Puts off the answer to the refresh that gave the session its present token. */
  async putOffAnswer({ id, tokenHash }: Pick<Session, 'id' | 'tokenHash'>, until: Date): Promise<void> {
    await this.model.updateOne({ _id: id, tokenHash }, { $max: { answeredFrom: until } });
  }

  async setGeneration(id: string, generation: number): Promise<void> {
    await this.model.updateOne({ _id: id }, { $set: { generation } });
  }

  async remove(id: string): Promise<void> {
    await this.model.deleteOne({ _id: id });
  }

  async removeAll(userId: string): Promise<void> {
    await this.model.deleteMany({ userId: new Types.ObjectId(userId) });
  }

  async removeOthers(userId: string, id: string): Promise<void> {
    await this.model.deleteMany({
      userId: new Types.ObjectId(userId),
      _id: trusted({ $ne: new Types.ObjectId(id) }),
    });
  }
}

function toSession({ _id, userId, previousHash, ...row }: SessionRow): Session {
  return {
    id: _id.toHexString(),
    userId: userId.toHexString(),
    generation: row.generation,
    familyHash: row.familyHash,
    tokenHash: row.tokenHash,
    previousHash: previousHash ?? undefined,
    rotatedAt: row.rotatedAt,
    answeredFrom: row.answeredFrom,
    expiresAt: row.expiresAt,
  };
}

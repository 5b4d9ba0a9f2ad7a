import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Types } from 'mongoose';
import { isDuplicateKey } from '../common/duplicate-key.js';
import {
  type KeptChoice,
  PAPER_CHOICE_MODEL,
  type PaperChoiceModel,
  type PaperChoiceRow,
  toKeptChoice,
} from './paper-choice.schema.js';

/** Which paper was chosen for which artwork. */
@Injectable()
export class PaperChoiceRepository {
  constructor(@InjectModel(PAPER_CHOICE_MODEL) private readonly choices: PaperChoiceModel) {}

  async find(artworkId: string): Promise<KeptChoice | undefined> {
    const row = await this.choices.findById(artworkId).lean();
    return row ? toKeptChoice(row) : undefined;
  }

  /** Whatever was chosen before. */
  async put(artworkId: string, choice: KeptChoice): Promise<void> {
    const written = await this.replace(artworkId, await this.find(artworkId), choice);
    if (!written) await this.put(artworkId, choice);
  }

  /** @returns false where the choice is another by now than the one that is to be replaced */
  async replace(artworkId: string, before: KeptChoice | undefined, choice: KeptChoice): Promise<boolean> {
    const row = { ...choice, baseImageId: new Types.ObjectId(choice.baseImageId) };
    if (!before) return this.insert({ _id: new Types.ObjectId(artworkId), ...row });
    const result = await this.choices.updateOne(
      { _id: artworkId, baseImageId: before.baseImageId, source: before.source },
      { $set: row },
    );
    return result.matchedCount === 1;
  }

  async remove(artworkId: string): Promise<void> {
    await this.choices.deleteOne({ _id: artworkId });
  }

  private async insert(row: PaperChoiceRow): Promise<boolean> {
    try {
      await this.choices.create(row);
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }
}

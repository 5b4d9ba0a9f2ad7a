import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Types } from 'mongoose';
import { findPage } from '../common/find-page.js';
import type { Listing, Page } from '../common/listing.js';
import { type Template, TEMPLATE_MODEL, type TemplateModel, type TemplateRow, toTemplate } from './template.schema.js';

@Injectable()
export class TemplatesRepository {
  constructor(@InjectModel(TEMPLATE_MODEL) private readonly templates: TemplateModel) {}

  async insert(template: Omit<Template, 'id' | 'createdAt'>): Promise<Template> {
    const row: TemplateRow = {
      ...template,
      _id: new Types.ObjectId(),
      ownerId: new Types.ObjectId(template.ownerId),
      createdAt: new Date(),
    };
    await this.templates.create(row);
    return toTemplate(row);
  }

  count(ownerId: string): Promise<number> {
    return this.templates.countDocuments({ ownerId: new Types.ObjectId(ownerId) });
  }

  async ofOwner(ownerId: string): Promise<Template[]> {
    const rows = await this.templates.find({ ownerId: new Types.ObjectId(ownerId) }).lean<TemplateRow[]>();
    return rows.map(toTemplate);
  }

  async deleteAll(ownerId: string): Promise<void> {
    await this.templates.deleteMany({ ownerId: new Types.ObjectId(ownerId) });
  }

  page(ownerId: string, listing: Listing): Promise<Page<Template>> {
    return findPage(this.templates, { ownerId: new Types.ObjectId(ownerId) }, listing, toTemplate);
  }

  /** @returns undefined where the owner has no such template */
  async change(
    ownerId: string,
    id: string,
    change: Partial<Pick<Template, 'name' | 'preset' | 'parameters'>>,
  ): Promise<Template | undefined> {
    const row = await this.templates
      .findOneAndUpdate(
        { _id: id, ownerId: new Types.ObjectId(ownerId) },
        { $set: change },
        { returnDocument: 'after' },
      )
      .lean<TemplateRow>();
    return row ? toTemplate(row) : undefined;
  }

  /** @returns whether there was one */
  async delete(ownerId: string, id: string): Promise<boolean> {
    const { deletedCount } = await this.templates.deleteOne({ _id: id, ownerId: new Types.ObjectId(ownerId) });
    return deletedCount === 1;
  }
}

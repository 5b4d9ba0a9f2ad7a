import { Injectable } from '@nestjs/common';
import { AppError } from '../common/app-error.js';
import type { Listing, Page } from '../common/listing.js';
import type { Template } from './template.schema.js';
import { TemplatesRepository } from './templates.repository.js';
import type { TemplateChange, TemplateWish } from './templates.schemas.js';

const MAX_TEMPLATES = 200;

/** Looks that artists keep for their next prints. */
@Injectable()
export class TemplatesService {
  constructor(private readonly templates: TemplatesRepository) {}

  list(ownerId: string, listing: Listing): Promise<Page<Template>> {
    return this.templates.page(ownerId, listing);
  }

  /** @throws AppError QUOTA_EXCEEDED */
  async create(ownerId: string, wish: TemplateWish): Promise<Template> {
    if ((await this.templates.count(ownerId)) >= MAX_TEMPLATES) {
      throw new AppError(
        'QUOTA_EXCEEDED',
        `You have ${MAX_TEMPLATES} templates, which is the limit. Delete one first.`,
      );
    }
    return this.templates.insert({ ...wish, ownerId });
  }

  /** @throws AppError NOT_FOUND */
  async change(ownerId: string, id: string, change: TemplateChange): Promise<Template> {
    const changed = await this.templates.change(ownerId, id, change);
    if (!changed) throw notFound();
    return changed;
  }

  /** @throws AppError NOT_FOUND */
  async delete(ownerId: string, id: string): Promise<void> {
    if (!(await this.templates.delete(ownerId, id))) throw notFound();
  }
}

function notFound(): AppError {
  return new AppError('NOT_FOUND', 'You have no such template.');
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Controller, Get, Header, Param, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiSecurity, ApiTags } from '@nestjs/swagger';
import { Public } from '../auth/public.decorator.js';
import { Answers, Problems } from '../common/documented.js';
import { PublicAddress } from '../common/public-address.js';
import { DEFAULT_PRESET, type Preset, type PresetName, PRESETS } from '../engine/core/presets/index.js';
import { mappingParametersSchema, presetNameSchema } from './mapping-parameters.schema.js';
import { type PresetListResponse, presetListSchema } from './mappings.schemas.js';

/** Rendered by the engine: `UPDATE_GOLDENS=1 npx jest test/golden` writes them, and that suite compares. */
const THUMBNAILS = fileURLToPath(new URL('preset-thumbnails', import.meta.url));

@ApiTags('mappings')
@Problems('UNAUTHENTICATED', 'TOO_MANY_REQUESTS')
@Controller('presets')
export class PresetsController {
  constructor(private readonly address: PublicAddress) {}

  @Get()
  @ApiOperation({ operationId: 'listPresets', summary: 'List the presets with their parameters' })
  @Answers(200, { description: 'All presets.', schema: presetListSchema })
  list(): PresetListResponse {
    return { items: Object.values(PRESETS).map((preset) => this.answer(preset)), default: DEFAULT_PRESET };
  }

  @Get(':name/thumbnail')
  @Public()
  @ApiSecurity({})
  @Header('Cache-Control', 'public, max-age=86400')
  @ApiOperation({ operationId: 'getPresetThumbnail', summary: 'Get a picture of what a preset does' })
  @ApiResponse({
    status: 200,
    description: 'The same painting by every preset, 600 × 400 pixels.',
    headers: { 'Cache-Control': { description: 'How long it may be kept.', schema: { type: 'string' } } },
    content: { 'image/webp': { schema: { type: 'string', format: 'binary' } } },
  })
  async thumbnail(@Param('name', { schema: presetNameSchema }) name: PresetName): Promise<StreamableFile> {
    return new StreamableFile(await readFile(join(THUMBNAILS, `${name}.webp`)), { type: 'image/webp' });
  }

  private answer({ paper, ...preset }: Preset): PresetListResponse['items'][number] {
    const { colour, ...rest } = paper ?? {};
    const written = colour === undefined ? {} : { colour: `#${colour.toString(16).padStart(6, '0')}` };
    return {
      ...preset,
      parameters: mappingParametersSchema.parse(preset.parameters),
      name: presetNameSchema.parse(preset.name),
      paper: paper && { style: paper.style, ...rest, ...written },
      thumbnailUrl: this.address.api(`/presets/${preset.name}/thumbnail`),
    };
  }
}

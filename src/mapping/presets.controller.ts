import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers, Problems } from '../common/documented.js';
import { DEFAULT_PRESET, PRESETS } from '../engine/core/presets/index.js';
import { type PresetListResponse, presetListSchema } from './mappings.schemas.js';

@ApiTags('mappings')
@Problems('UNAUTHENTICATED', 'TOO_MANY_REQUESTS')
@Controller('presets')
export class PresetsController {
  @Get()
  @ApiOperation({ operationId: 'listPresets', summary: 'List the presets with their parameters' })
  @Answers(200, { description: 'All presets.', schema: presetListSchema })
  list(): PresetListResponse {
    return { items: Object.values(PRESETS) as PresetListResponse['items'], default: DEFAULT_PRESET };
  }
}

import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { Can } from '../auth/auth.guard.js';
import type { ScaleView } from './scales.dto.js';
import { ScalesService } from './scales.service.js';

@ApiTags('scales')
@ApiBearerAuth()
@Controller('v1/scales')
@Can('ledger:read')
export class ScalesController {
  constructor(private readonly scales: ScalesService) {}

  /** The rating scales and their ratings. */
  @Get()
  list(): Promise<ScaleView[]> {
    return this.scales.list();
  }
}

import { Controller, Param, ParseUUIDPipe, Put, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { readRawBody } from '../../platform/raw-body.js';
import { Can } from '../auth/auth.guard.js';
import { KeptDocumentView } from './documents.dto.js';
import { DocumentsService } from './documents.service.js';

/** 20 MiB: a report of some hundred pages; what is larger holds pictures. */
const maxBytes = 20 * 1024 * 1024;

@ApiTags('sources')
@ApiBearerAuth()
@Controller('v1/sources/:id/document')
@Can('sources:write')
export class DocumentsController {
  constructor(private readonly documents: DocumentsService) {}

  /**
   * Hands in a document, or a later edition of it, for a source of kind `document`: the bytes as the body, 20 MiB at most.
   * HTML, plain text, CSV and PDF are told by their bytes. Claims whose cited passages read otherwise now are checked.
   */
  @Put()
  @ApiConsumes('application/pdf', 'text/html', 'text/plain', 'text/csv', 'application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  async keep(
    @Param('id', ParseUUIDPipe) id: string,
    @Req() request: FastifyRequest,
  ): Promise<KeptDocumentView> {
    await this.documents.requireDocument(id);
    const bytes = await readRawBody(request.body, maxBytes);
    return this.documents.keep(id, bytes, request.headers['content-type'] ?? null);
  }
}

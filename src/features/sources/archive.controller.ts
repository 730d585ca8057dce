import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Can } from '../auth/auth.guard.js';
import { ArchiveView, DiffQuery, ExportWarc, SnapshotDiffView } from './archive.dto.js';
import { ArchiveService } from './archive.service.js';
import { RawSnapshotService } from './archive-raw.service.js';
import { SnapshotDiffService } from './snapshot-diff.service.js';
import { WarcService } from './warc.service.js';

const binary = { schema: { type: 'string', format: 'binary' } } as const;

@ApiTags('sources')
@ApiBearerAuth()
@Controller('v1')
@Can('ledger:read')
export class ArchiveController {
  constructor(
    private readonly archive: ArchiveService,
    private readonly raw: RawSnapshotService,
    private readonly diffs: SnapshotDiffService,
    private readonly warc: WarcService,
  ) {}

  /** What the archive takes, and how fast it grows. */
  @Get('archive')
  async growth(): Promise<ArchiveView> {
    const { byPlace, ...growth } = await this.archive.growth();
    return { ...growth, byPlace: [...byPlace] };
  }

  /** Exports snapshots as WARC 1.1, one gzip member a record, with those that hold their bytes. */
  @Post('archive/warc')
  @HttpCode(200)
  @ApiOkResponse({ content: { 'application/warc': binary } })
  async exportWarc(@Body() dto: ExportWarc): Promise<StreamableFile> {
    return new StreamableFile(await this.warc.export(dto), {
      type: 'application/warc',
      disposition: 'attachment; filename="stet.warc.gz"',
    });
  }

  /**
   * The bytes of a snapshot as they came, decoded. They are somebody else's: a browser saves them and runs nothing.
   * `Stet-Snapshot` names the snapshot that keeps them.
   */
  @Get('snapshots/:id/raw')
  @ApiOkResponse({ content: { 'application/octet-stream': binary } })
  @Header('x-content-type-options', 'nosniff')
  @Header('content-security-policy', "sandbox; default-src 'none'")
  async bytes(
    @Param('id', ParseUUIDPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { bytes, contentType, keptBy } = await this.raw.bytesOf(id);
    void reply.header('stet-snapshot', keptBy);
    return new StreamableFile(bytes, {
      ...{ type: contentType, length: bytes.length },
      disposition: `attachment; filename="snapshot-${id}"`,
    });
  }

  /** What changed in a source from one snapshot to another: fields, and the main text word by word. */
  @Get('snapshots/:id/diff')
  async diff(@Param('id', ParseUUIDPipe) id: string, @Query() query: DiffQuery): Promise<SnapshotDiffView> {
    const diff = await this.diffs.diff(id, query.against);
    return { ...diff, changes: [...diff.changes], segments: [...diff.segments] };
  }
}

import { statfs } from 'node:fs/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Scrape } from '../common/scrape.js';
import { AppConfig } from '../config/app-config.js';

const free = new Gauge({
  name: 'artwork_mapping_disk_free_bytes',
  help: 'Space left on the disk of DATA_DIR, for a program that is not root.',
});
const size = new Gauge({ name: 'artwork_mapping_disk_size_bytes', help: 'Size of the disk of DATA_DIR.' });

@Injectable()
export class DiskMetrics implements OnModuleInit {
  constructor(
    private readonly config: AppConfig,
    private readonly scrape: Scrape,
  ) {}

  onModuleInit(): void {
    this.scrape.register(async () => {
      const { bavail, blocks, bsize } = await statfs(this.config.dataDir);
      free.set(bavail * bsize);
      size.set(blocks * bsize);
    });
  }
}

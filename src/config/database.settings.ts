import { z } from 'zod';
import { setting } from './setting.js';

export const databaseSettings = z.object({
  MONGO_URI: setting(
    z
      .string()
      .regex(/^mongodb(\+srv)?:\/\//)
      .optional(),
    {
      description: 'MongoDB to use. Default: an embedded document store in DATA_DIR, for one process.',
      expects: 'a URI that starts with mongodb:// or mongodb+srv:// (a worker process needs one)',
      secret: true,
      example: 'mongodb://user:password@localhost:27017/artwork-mapping',
    },
  ),
});

import { SetMetadata } from '@nestjs/common';

export const IS_PUBLIC = 'isPublic';

/** Opens an operation to clients that are not signed in. */
export const Public = () => SetMetadata(IS_PUBLIC, true);

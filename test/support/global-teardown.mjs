import { endShared } from './shared-folder.mjs';

export default function tearDown() {
  return endShared(process.env.SHARED_FOLDER);
}

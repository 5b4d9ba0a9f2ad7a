import { abandonedFolders, endShared, openSharedFolder } from './shared-folder.mjs';

export default async function setUp() {
  for (const folder of abandonedFolders()) await endShared(folder);
  process.env.SHARED_FOLDER = openSharedFolder();
}

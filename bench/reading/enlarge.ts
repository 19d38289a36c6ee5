import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

/** `node bench/reading/enlarge.ts FROM TO COUNT`: pictures of a folder as colour photos of 12 million pixels, as phones take them. */
const [from = '', to = '', count = '0'] = process.argv.slice(2);
const PHOTO = { width: 3024, height: 4032 };

const pictures = readdirSync(from).filter((name) => name.endsWith('.jpg'));
for (const name of pictures.toSorted().slice(0, Number(count))) {
  await sharp(join(from, name))
    .resize({ ...PHOTO, fit: 'contain', background: '#5a5048' })
    .toColourspace('srgb')
    .jpeg({ quality: 90 })
    .toFile(join(to, name));
}

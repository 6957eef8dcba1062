import sharp, { type Sharp } from 'sharp';

/** A way of spoiling the image of a page, in steps from mild to harsh. */
export interface Degradation {
  readonly name: string;
  readonly apply: (png: Uint8Array) => Promise<Uint8Array>;
}

/** Dots per inch of the image that is given: an A4 page 2,480 pixels wide. */
const GIVEN_DPI = 300;
const WHITE = { r: 255, g: 255, b: 255 };

const png = async (image: Sharp): Promise<Uint8Array> => new Uint8Array(await image.png().toBuffer());

async function atDpi(page: Uint8Array, dpi: number): Promise<Sharp> {
  const { width = 0 } = await sharp(page).metadata();
  return sharp(page).resize({ width: Math.round((width * dpi) / GIVEN_DPI) });
}

/** What fax machines of the "fine" mode send: 200 dpi, black or white, with specks. */
async function fax(page: Uint8Array, specks: number): Promise<Uint8Array> {
  const small = await (await atDpi(page, 200)).greyscale().blur(0.6).threshold(170).raw().toBuffer({ resolveWithObject: true });
  const { data, info } = small;
  let state = 12_345;
  for (let i = 0; i < specks; i += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const at = state % data.length;
    data[at] = data[at] === 0 ? 255 : 0;
  }
  return png(sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } }));
}

export const DEGRADATIONS: readonly Degradation[] = [
  { name: 'as printed, 300 dpi', apply: (page) => Promise.resolve(page) },
  ...[200, 150, 100].map((dpi) => ({ name: `${dpi} dpi`, apply: async (page: Uint8Array) => png(await atDpi(page, dpi)) })),
  ...[1, 2, 4].map((angle) => ({
    name: `200 dpi, skew ${angle}°`,
    apply: async (page: Uint8Array) => png((await atDpi(page, 200)).rotate(angle, { background: WHITE })),
  })),
  ...[1, 1.6].map((sigma) => ({
    name: `200 dpi, blur ${sigma} px`,
    apply: async (page: Uint8Array) => png((await atDpi(page, 200)).blur(sigma)),
  })),
  { name: 'fax', apply: (page) => fax(page, 2_000) },
  { name: 'fax with specks', apply: (page) => fax(page, 20_000) },
];

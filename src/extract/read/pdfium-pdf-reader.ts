import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { init } from '@embedpdf/pdfium';
import { AppError } from '../../errors.js';
import { cleanWord } from './layout/clean-word.js';
import type { Word } from './layout/word.js';
import type { PdfContent, PdfPage, PdfReader } from './pdf-reader.js';

/** FPDF_GetLastError. */
const PASSWORD_ERROR = 4;
/** FPDFPageObj_GetType. */
const TEXT_OBJECT = 1;
const IMAGE_OBJECT = 3;
const BGRX = 3;
const RENDER_ANNOTATIONS = 0x01;
/** Text turned by more than this (radians) against the page is a stamp or a margin note: no line of the page. */
const TURNED = 0.2;

let loading: Promise<WrappedPdfiumModule> | undefined;

async function pdfium(): Promise<WrappedPdfiumModule> {
  loading ??= (async () => {
    const wasm = await readFile(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm'));
    const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) as ArrayBuffer;
    const module = await init({ wasmBinary } as Parameters<typeof init>[0]);
    module.PDFiumExt_Init();
    return module;
  })();
  return loading;
}

/** Text and positions by PDFium, with a box for each word from its own characters. */
export const pdfiumPdfReader: PdfReader = {
  name: 'pdfium',
  async read(bytes, { maxPages }) {
    return withDocument(bytes, (engine, document): PdfContent => {
      const pageCount = engine.FPDF_GetPageCount(document);
      const pages: (PdfPage | undefined)[] = [];
      for (let index = 0; index < Math.min(pageCount, maxPages); index += 1) pages.push(readPage(engine, document, index));
      return { pageCount, pages };
    });
  },
};

/** Three bytes a pixel, row by row. */
export interface RenderedPage {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * Draws one page (1-based) as RGB, `width` pixels wide; or, with `scannedOr`, at the resolution of the picture that
 * covers it and else at so many pixels a point. Never more than `maxPixels` in all. Throws AppError FRS-RD-003 when the
 * page cannot be drawn.
 */
export async function renderPdfPage(
  bytes: Uint8Array,
  page: number,
  size: { readonly width: number } | { readonly scannedOr: number },
  maxPixels: number,
): Promise<RenderedPage> {
  return withDocument(bytes, (engine, document) => {
    const handle = engine.FPDF_LoadPage(document, page - 1);
    if (handle === 0) throw new AppError('FRS-RD-003', { detail: `page ${String(page)}` });
    try {
      const [pageWidth, pageHeight] = [engine.FPDF_GetPageWidthF(handle), engine.FPDF_GetPageHeightF(handle)];
      const wanted =
        'width' in size ? size.width / Math.max(1, pageWidth) : (scanScale(engine, handle, pageWidth * pageHeight) ?? size.scannedOr);
      const factor = Math.min(wanted, Math.sqrt(maxPixels / Math.max(1, pageWidth * pageHeight)));
      const [width, height] = [Math.max(1, Math.round(pageWidth * factor)), Math.max(1, Math.round(pageHeight * factor))];
      const bitmap = engine.FPDFBitmap_CreateEx(width, height, BGRX, 0, 0);
      if (bitmap === 0) throw new AppError('FRS-RD-003', { detail: `page ${String(page)}` });
      try {
        engine.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff);
        engine.FPDF_RenderPageBitmap(bitmap, handle, 0, 0, width, height, 0, RENDER_ANNOTATIONS);
        const stride = engine.FPDFBitmap_GetStride(bitmap);
        const start = engine.FPDFBitmap_GetBuffer(bitmap);
        return { pixels: toRgb(heap(engine), start, stride, width, height), width, height };
      } finally {
        engine.FPDFBitmap_Destroy(bitmap);
      }
    } finally {
      engine.FPDF_ClosePage(handle);
    }
  });
}

function toRgb(memory: Uint8Array, start: number, stride: number, width: number, height: number): Uint8Array {
  const pixels = new Uint8Array(width * height * 3);
  let target = 0;
  for (let y = 0; y < height; y += 1) {
    let source = start + y * stride;
    for (let x = 0; x < width; x += 1, source += 4) {
      pixels[target++] = memory[source + 2]!;
      pixels[target++] = memory[source + 1]!;
      pixels[target++] = memory[source]!;
    }
  }
  return pixels;
}

/** The heap is replaced when it grows: always ask for it again. */
function heap(engine: WrappedPdfiumModule): Uint8Array {
  return (engine.pdfium as unknown as { readonly HEAPU8: Uint8Array }).HEAPU8;
}

async function withDocument<T>(bytes: Uint8Array, use: (engine: WrappedPdfiumModule, document: number) => T): Promise<T> {
  const engine = await pdfium();
  const pointer = engine.pdfium.wasmExports.malloc(bytes.length);
  if (pointer === 0) throw new AppError('FRS-RD-002');
  try {
    heap(engine).set(bytes, pointer);
    const document = engine.FPDF_LoadMemDocument(pointer, bytes.length, '');
    if (document === 0) throw new AppError(engine.FPDF_GetLastError() === PASSWORD_ERROR ? 'FRS-IN-004' : 'FRS-IN-003');
    try {
      return use(engine, document);
    } finally {
      engine.FPDF_CloseDocument(document);
    }
  } finally {
    engine.pdfium.wasmExports.free(pointer);
  }
}

function readPage(engine: WrappedPdfiumModule, document: number, index: number): PdfPage | undefined {
  const page = engine.FPDF_LoadPage(document, index);
  if (page === 0) return undefined;
  try {
    const width = engine.FPDF_GetPageWidthF(page);
    const height = engine.FPDF_GetPageHeightF(page);
    const toDevice = pageTransform(engine, page, width, height);
    const textPage = engine.FPDFText_LoadPage(page);
    if (textPage === 0) return undefined;
    try {
      const { words, unmapped } = readWords(engine, textPage, toDevice);
      return { number: index + 1, width, height, words, unmapped, ...drawings(engine, page, toDevice, width * height) };
    } finally {
      engine.FPDFText_ClosePage(textPage);
    }
  } finally {
    engine.FPDF_ClosePage(page);
  }
}

/**
 * PDFium's own exports. Its wrappers look a name up, check and copy arguments at every call, which on a page of some thousand characters costs
 * more than the calls themselves: what is asked for each character or word goes straight.
 */
interface TextCalls {
  readonly FPDFText_GetUnicode: (textPage: number, index: number) => number;
  readonly FPDFText_IsGenerated: (textPage: number, index: number) => number;
  readonly FPDFText_HasUnicodeMapError: (textPage: number, index: number) => number;
  readonly FPDFText_GetLooseCharBox: (textPage: number, index: number, floats: number) => number;
  readonly FPDFText_GetCharOrigin: (textPage: number, index: number, x: number, y: number) => number;
  readonly FPDFText_GetCharAngle: (textPage: number, index: number) => number;
  readonly FPDFText_GetFontSize: (textPage: number, index: number) => number;
  readonly FPDFText_GetMatrix: (textPage: number, index: number, floats: number) => number;
}

const textCalls = (engine: WrappedPdfiumModule): TextCalls => engine.pdfium.wasmExports as unknown as TextCalls;

interface Transform {
  readonly apply: (x: number, y: number) => readonly [number, number];
  readonly rotation: number;
}

/** From page space to a top-left origin, crop box and page rotation included; asked of PDFium once, then applied here. */
function pageTransform(engine: WrappedPdfiumModule, page: number, width: number, height: number): Transform {
  const scale = 1000;
  const pointer = engine.pdfium.wasmExports.malloc(8);
  const at = (x: number, y: number): readonly [number, number] => {
    engine.FPDF_PageToDevice(page, 0, 0, Math.round(width * scale), Math.round(height * scale), 0, x, y, pointer, pointer + 4);
    return [engine.pdfium.getValue(pointer, 'i32') / scale, engine.pdfium.getValue(pointer + 4, 'i32') / scale];
  };
  const [ox, oy] = at(0, 0);
  const [ax, ay] = at(100, 0);
  const [bx, by] = at(0, 100);
  engine.pdfium.wasmExports.free(pointer);
  const [xx, xy, yx, yy] = [(ax - ox) / 100, (ay - oy) / 100, (bx - ox) / 100, (by - oy) / 100];
  return { apply: (x, y) => [ox + x * xx + y * yx, oy + x * xy + y * yy], rotation: engine.FPDFPage_GetRotation(page) };
}

function readWords(engine: WrappedPdfiumModule, textPage: number, transform: Transform): { words: Word[]; unmapped: number } {
  const count = engine.FPDFText_CountChars(textPage);
  const calls = textCalls(engine);
  const pointer = engine.pdfium.wasmExports.malloc(48);
  const words: Word[] = [];
  const turned: Word[] = [];
  let unmapped = 0;
  let characters: number[] = [];
  let from = 0;
  const looseBox = (index: number): readonly [number, number, number, number] => {
    calls.FPDFText_GetLooseCharBox(textPage, index, pointer);
    const view = new DataView(heap(engine).buffer, pointer, 16);
    const [ax, ay] = transform.apply(view.getFloat32(0, true), view.getFloat32(4, true));
    const [bx, by] = transform.apply(view.getFloat32(8, true), view.getFloat32(12, true));
    return [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)];
  };
  const close = (to: number): void => {
    if (characters.length === 0) return;
    const [ax0, ay0, ax1, ay1] = looseBox(from);
    const [bx0, by0, bx1, by1] = to - 1 === from ? [ax0, ay0, ax1, ay1] : looseBox(to - 1);
    calls.FPDFText_GetCharOrigin(textPage, from, pointer, pointer + 8);
    const origin = new DataView(heap(engine).buffer, pointer, 16);
    const [, baseline] = transform.apply(origin.getFloat64(0, true), origin.getFloat64(8, true));
    const angle = (calls.FPDFText_GetCharAngle(textPage, from) + (transform.rotation * Math.PI) / 2) % (2 * Math.PI);
    const upright = Math.abs(angle) < TURNED || Math.abs(angle - 2 * Math.PI) < TURNED || transform.rotation !== 0;
    const word: Word = {
      text: cleanWord(String.fromCodePoint(...characters)),
      x0: Math.min(ax0, bx0),
      x1: Math.max(ax1, bx1),
      top: Math.min(ay0, by0),
      bottom: Math.max(ay1, by1),
      baseline,
      size: fontSize(engine, textPage, from, pointer, ay1 - ay0),
      order: words.length,
    };
    (upright ? words : turned).push(word);
    characters = [];
  };
  for (let index = 0; index < count; index += 1) {
    const code = calls.FPDFText_GetUnicode(textPage, index);
    const blank = code <= 0x20 || code === 0xa0 || code === 0x202f || code === 0x2009;
    if (blank || calls.FPDFText_IsGenerated(textPage, index) === 1) {
      close(index);
      continue;
    }
    if (
      code === 0xfffd ||
      code === 0xfffe ||
      (code >= 0xe000 && code <= 0xf8ff) ||
      calls.FPDFText_HasUnicodeMapError(textPage, index) === 1
    )
      unmapped += 1;
    if (characters.length === 0) from = index;
    // PDFium gives 0xFFFE or 0x2 for a hyphen it takes for a line's end.
    characters.push(code === 0xfffe || code === 2 ? 0x2d : code);
  }
  close(count);
  engine.pdfium.wasmExports.free(pointer);
  return { words: turned.length > words.length ? turned : words, unmapped };
}

/** Font size times the text matrix; fonts that declare nonsense are caught by the height of the character's box. */
function fontSize(engine: WrappedPdfiumModule, textPage: number, index: number, pointer: number, boxHeight: number): number {
  const calls = textCalls(engine);
  let size = calls.FPDFText_GetFontSize(textPage, index);
  if (calls.FPDFText_GetMatrix(textPage, index, pointer) === 1) {
    const view = new DataView(heap(engine).buffer, pointer, 16);
    size *= Math.hypot(view.getFloat32(8, true), view.getFloat32(12, true));
  }
  return size > boxHeight * 0.5 && size < boxHeight * 1.3 ? size : boxHeight / 1.3;
}

/** Pixels a point of the picture that covers most of a page; undefined where there is none, or it is too coarse or too fine to follow. */
function scanScale(engine: WrappedPdfiumModule, page: number, area: number): number | undefined {
  const pointer = engine.pdfium.wasmExports.malloc(24);
  let scale: number | undefined;
  const objects = Math.min(engine.FPDFPage_CountObjects(page), 200);
  for (let index = 0; index < objects && scale === undefined; index += 1) {
    const object = engine.FPDFPage_GetObject(page, index);
    if (engine.FPDFPageObj_GetType(object) !== IMAGE_OBJECT) continue;
    if (!engine.FPDFPageObj_GetBounds(object, pointer, pointer + 4, pointer + 8, pointer + 12)) continue;
    if (!engine.FPDFImageObj_GetImagePixelSize(object, pointer + 16, pointer + 20)) continue;
    const view = new DataView(heap(engine).buffer, pointer, 24);
    const [width, height] = [view.getFloat32(8, true) - view.getFloat32(0, true), view.getFloat32(12, true) - view.getFloat32(4, true)];
    const pixels = Math.sqrt((view.getUint32(16, true) * view.getUint32(20, true)) / Math.max(1, width * height));
    if (width * height > area * 0.6 && pixels >= 1.3 && pixels <= 8.5) scale = pixels;
  }
  engine.pdfium.wasmExports.free(pointer);
  return scale;
}

function drawings(engine: WrappedPdfiumModule, page: number, transform: Transform, area: number): Pick<PdfPage, 'imageCover' | 'drawn'> {
  const pointer = engine.pdfium.wasmExports.malloc(16);
  let covered = 0;
  let drawn = false;
  const objects = Math.min(engine.FPDFPage_CountObjects(page), 2000);
  for (let index = 0; index < objects; index += 1) {
    const object = engine.FPDFPage_GetObject(page, index);
    const type = engine.FPDFPageObj_GetType(object);
    if (type !== TEXT_OBJECT) drawn = true;
    if (type !== IMAGE_OBJECT) continue;
    if (!engine.FPDFPageObj_GetBounds(object, pointer, pointer + 4, pointer + 8, pointer + 12)) continue;
    const view = new DataView(heap(engine).buffer, pointer, 16);
    const [ax, ay] = transform.apply(view.getFloat32(0, true), view.getFloat32(4, true));
    const [bx, by] = transform.apply(view.getFloat32(8, true), view.getFloat32(12, true));
    covered += Math.abs((bx - ax) * (by - ay));
  }
  engine.pdfium.wasmExports.free(pointer);
  return { imageCover: Math.min(1, covered / Math.max(1, area)), drawn };
}

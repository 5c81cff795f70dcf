import { SIGNS } from '../cards/verdict';
import type { Block } from './content';

/** Wide enough to read on a phone without zooming, small enough to send. */
const WIDTH = 1080;
const MARGIN = 64;
const QR_SIZE = 240;
const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
const INK = '#191919';
const COLOURS: Record<string, string> = {
  yes: '#0a6b35',
  almost: '#7a4700',
  depends: '#0b5394',
  elsewhere: '#0b5394',
  no: '#a1201a',
  met: '#0a6b35',
  unmet: '#a1201a',
  unknown: '#0b5394',
};

interface Piece {
  text: string;
  size: number;
  bold: boolean;
  colour: string;
  /** Distance from the left margin. */
  indent: number;
  /** Empty space above. */
  above: number;
}

const piece = (text: string, size: number, change: Partial<Piece> = {}): Piece => ({
  text,
  size,
  bold: false,
  colour: INK,
  indent: 0,
  above: 12,
  ...change,
});

function pieceOf(block: Block): Piece {
  switch (block.kind) {
    case 'title':
      return piece(block.text, 56, { bold: true });
    case 'heading':
      return piece(block.text, 38, { bold: true, above: 36 });
    case 'verdict': {
      const { sign, word, line, id } = block.saying;
      const colour = COLOURS[id] ?? INK;
      return piece(`${sign} ${word}　${line}`, 46, { bold: true, colour, above: 32 });
    }
    case 'final':
      return piece(block.text, 36, { bold: true, above: 20 });
    case 'fact':
      return piece(`${block.label}：${block.text}`, 34);
    case 'condition': {
      const colour = COLOURS[block.status] ?? INK;
      return piece(`${SIGNS[block.status].sign} ${block.text}`, 34, { indent: 12, colour });
    }
    case 'clause':
      return piece(`${block.name} ${block.text}`, 30, { colour: '#404040' });
    case 'small':
      return piece(block.text, 30, { colour: '#404040' });
    case 'text':
      return piece(block.text, 34);
  }
}

const fontOf = ({ bold, size }: Piece): string => `${bold ? '600 ' : ''}${size}px ${FONT}`;
const heightOf = ({ size }: Piece): number => Math.round(size * 1.5);

/** What stays together: a number or foreign word, else one character. */
const UNIT = /[0-9A-Za-z.-]+|[^]/gu;

/** Breaks between any two characters, as Chinese does, but never before a closing mark. */
function wrap(context: CanvasRenderingContext2D, text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const unit of text.match(UNIT) ?? []) {
    const closing = '，。；：、！？）》”'.includes(unit);
    if (line !== '' && !closing && context.measureText(line + unit).width > width) {
      lines.push(line);
      line = unit;
    } else {
      line += unit;
    }
  }
  if (line !== '') lines.push(line);
  return lines;
}

/** Draws the paper; `qr` is the code that leads back, or null where it could not be had. */
export function drawNotice(
  canvas: HTMLCanvasElement,
  blocks: Block[],
  qr: HTMLImageElement | null,
): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const laid = blocks.map(pieceOf).map((item) => {
    context.font = fontOf(item);
    return { item, lines: wrap(context, item.text, WIDTH - 2 * MARGIN - item.indent) };
  });
  const words = laid.reduce(
    (sum, { item, lines }) => sum + item.above + lines.length * heightOf(item),
    0,
  );
  canvas.width = WIDTH;
  canvas.height = MARGIN * 2 + words + (qr === null ? 0 : QR_SIZE + 96);

  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.textBaseline = 'top';
  let y = MARGIN;
  for (const { item, lines } of laid) {
    y += item.above;
    context.font = fontOf(item);
    context.fillStyle = item.colour;
    for (const line of lines) {
      context.fillText(line, MARGIN + item.indent, y);
      y += heightOf(item);
    }
  }
  if (qr === null) return;
  context.drawImage(qr, MARGIN, y + 32, QR_SIZE, QR_SIZE);
  context.font = `30px ${FONT}`;
  context.fillStyle = INK;
  context.fillText('扫码回到这次对话', MARGIN + QR_SIZE + 32, y + 32 + QR_SIZE / 2 - 15);
}

/** Loads an image, or gives null: a paper without its code is still a paper. */
export function loadImage(address: string): Promise<HTMLImageElement | null> {
  return new Promise((resolve) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => resolve(null);
    image.src = address;
  });
}

import { useEffect, useRef, useState } from 'react';
import { SIGNS } from '../cards/verdict';
import { qrAddress } from '../api/client';
import { drawNotice, loadImage } from './picture';
import type { Block } from './content';

function BlockView({ block }: { block: Block }): JSX.Element {
  switch (block.kind) {
    case 'title':
      return <h1>{block.text}</h1>;
    case 'heading':
      return <h2>{block.text}</h2>;
    case 'verdict':
      return (
        <p className={`paper-verdict verdict-${block.saying.id}`}>
          <span aria-hidden="true">{block.saying.sign} </span>
          <strong>{block.saying.word}</strong> {block.saying.line}
        </p>
      );
    case 'fact':
      return (
        <p>
          <strong>{block.label}：</strong>
          {block.text}
        </p>
      );
    case 'condition':
      return (
        <p className={`paper-condition status-${block.status}`}>
          <span aria-hidden="true">{SIGNS[block.status].sign}</span>
          <span>
            <span className="visually-hidden">{SIGNS[block.status].word}：</span>
            {block.text}
          </span>
        </p>
      );
    case 'clause':
      return (
        <p className="paper-small">
          <strong>{block.name}</strong> {block.text}
        </p>
      );
    case 'final':
      return <p className="paper-final">{block.text}</p>;
    case 'small':
      return <p className="paper-small">{block.text}</p>;
    case 'text':
      return <p>{block.text}</p>;
  }
}

interface NoticePageProps {
  blocks: Block[];
  session: string;
}

/** 告知单: a sheet of A4, and the same as a picture. */
export function NoticePage({ blocks, session }: NoticePageProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [picture, setPicture] = useState<{ address: string | null } | null>(null);

  useEffect(() => {
    if (picture !== null) canvas.current?.scrollIntoView({ block: 'start' });
  }, [picture]);

  const makePicture = async (): Promise<void> => {
    const target = canvas.current;
    if (target === null) return;
    drawNotice(target, blocks, await loadImage(qrAddress(session)));
    target.toBlob((blob) => setPicture({ address: blob ? URL.createObjectURL(blob) : null }));
  };

  return (
    <>
      <nav className="paper-tools" aria-label="告知单">
        <button type="button" className="card-button" onClick={() => window.print()}>
          打印
        </button>
        <button type="button" className="card-button" onClick={() => void makePicture()}>
          存成图片
        </button>
        <a className="card-button" href={`/#session=${session}`}>
          回到对话
        </a>
      </nav>
      <main className="paper">
        {blocks.map((block, index) => (
          <BlockView key={index} block={block} />
        ))}
        <p className="paper-code">
          <img src={qrAddress(session)} alt="回到这次对话的二维码" width="120" height="120" />
          <span>扫码回到这次对话</span>
        </p>
      </main>
      <section className="paper-picture" hidden={picture === null} aria-label="图片">
        <p>
          在微信里长按下面的图保存；
          {picture?.address ? (
            <a href={picture.address} download="告知单.png">
              或者点这里下载图片
            </a>
          ) : null}
        </p>
        <canvas ref={canvas} role="img" aria-label="告知单的图片，内容和上面一样" />
      </section>
    </>
  );
}

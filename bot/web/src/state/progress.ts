import { useEffect, useState } from 'react';
import { api } from '../api/client';
import type { Assessment, Facts } from '../api/types';

export interface Progress {
  /** Facts that the person has told. */
  known: number;
  /** Questions that can still change the verdict, at most; null while it is being worked out. */
  left: number | null;
  verdictStated: boolean;
}

/** One question (`special_status`) asks for all of these at once. */
const ASKED_TOGETHER = ['graduate', 'veteran', 'laid_off', 'no_hukou'];

export const knownKeys = (facts: Facts): string[] =>
  Object.keys(facts).filter((key) => facts[key] !== null && facts[key] !== undefined);

function questionsFor(missing: string[]): number {
  const together = missing.filter((key) => ASKED_TOGETHER.includes(key)).length;
  return missing.length - together + (together > 0 ? 1 : 0);
}

/** Works out from the rules how much is still to ask; asks the server, which alone knows them. */
export function useProgress(
  facts: Facts,
  assessment: Assessment | null,
  started: boolean,
): Progress {
  const [left, setLeft] = useState<number | null>(null);
  const fingerprint = JSON.stringify(facts);
  useEffect(() => {
    if (assessment !== null) {
      setLeft(questionsFor(assessment.missing));
      return undefined;
    }
    if (!started) return undefined;
    let current = true;
    api.assess(JSON.parse(fingerprint) as Facts).then(
      (result) => current && setLeft(questionsFor(result.missing)),
      () => current && setLeft(null),
    );
    return () => {
      current = false;
    };
  }, [fingerprint, assessment, started]);
  return { known: knownKeys(facts).length, left, verdictStated: assessment !== null };
}

import { useEffect, useState } from 'react';
import { api } from '../api/client';
import type { Assessment, Facts } from '../api/types';

export interface Progress {
  /** Facts that the person has told. */
  known: number;
  /** About how many questions are to come; null while it is being worked out. */
  left: number | null;
  verdictStated: boolean;
}

/** One question (`special_status`) asks for all of these at once. */
const ASKED_TOGETHER = ['graduate', 'veteran', 'laid_off', 'no_hukou'];

export const knownKeys = (facts: Facts): string[] =>
  Object.keys(facts).filter((key) => facts[key] !== null && facts[key] !== undefined);

/** What is asked only once its head is known to be so: 租了多久 of somebody who rents. */
const HEADS: Record<string, string> = {
  residence_community: 'residence_area',
  rental_complete_unit: 'housing',
  rental_months: 'housing',
  job_area: 'stable_job',
  business_area: 'business',
  business_premises: 'business',
  business_license: 'business',
  business_months: 'business',
  taxes_paid: 'business',
  graduate_local_origin: 'graduate',
  veteran_placed: 'veteran',
  spouse_employer: 'laid_off',
};

/** The questions that are sure to count by now; an answer may add some or make others needless. */
export function questionsFor(missing: string[]): number {
  const due = missing.filter((key) => !missing.includes(HEADS[key] ?? ''));
  const together = due.filter((key) => ASKED_TOGETHER.includes(key)).length;
  return due.length - together + (together > 0 ? 1 : 0);
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

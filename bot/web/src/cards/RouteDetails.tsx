import type { Citation, Condition, Route } from '../api/types';
import { SIGNS, dateInWords, interpretations, placesInWords, routeTitle } from './verdict';

interface RouteDetailsProps {
  route: Route;
  onOpen: (citation: Citation) => void;
}

function ConditionLine({
  condition,
  onOpen,
}: {
  condition: Condition;
  onOpen: (citation: Citation) => void;
}): JSX.Element {
  const { sign, word } = SIGNS[condition.status];
  const { citation } = condition;
  return (
    <li className={`condition condition-${condition.status}`}>
      <span className="condition-sign" aria-hidden="true">
        {sign}
      </span>
      <span className="condition-text">
        <span className="visually-hidden">{word}：</span>
        {condition.text}
      </span>
      {citation?.clause ? (
        <button
          type="button"
          className="clause-link"
          aria-label={`${condition.text}，看依据 ${citation.clause}`}
          onClick={() => onOpen(citation)}
        >
          {citation.clause}
        </button>
      ) : null}
    </li>
  );
}

/** One way to settle: its conditions, what is missing and from when, where the register goes. */
export function RouteDetails({ route, onOpen }: RouteDetailsProps): JSX.Element {
  const { word, sign } = SIGNS[route.status];
  const from = route.remedy?.eligible_from ? dateInWords(route.remedy.eligible_from) : null;
  return (
    <section className={`route route-${route.status}`}>
      <h3>
        <span className="route-title">{routeTitle(route)}</span>
        <span className={`status status-${route.status}`}>
          <span aria-hidden="true">{sign} </span>
          {word}
        </span>
      </h3>
      <ul className="conditions">
        {route.conditions.map((condition) => (
          <ConditionLine key={condition.id} condition={condition} onOpen={onOpen} />
        ))}
      </ul>
      {route.remedy != null && route.status !== 'met' ? (
        <p className="remedy">
          <strong>还差什么：</strong>
          {route.remedy.text}
          {from !== null && !route.remedy.text.includes(from) ? (
            <span className="remedy-date">
              最早 {from} 起可以
            </span>
          ) : null}
        </p>
      ) : null}
      {route.settle_at && route.settle_at.length > 0 && route.status !== 'unmet' ? (
        <p className="settle">
          <strong>户口落在：</strong>
          {placesInWords(route.settle_at)}
        </p>
      ) : null}
      {interpretations(route.conditions).map((sentence) => (
        <p key={sentence} className="interpretation">
          <strong>说明：</strong>
          {sentence}
        </p>
      ))}
    </section>
  );
}

/** Telephone numbers as 010-66666666 or 12345 become links: one tap calls. */
const NUMBER = /(0\d{2,3}-?\d{7,8}|400-?\d{3}-?\d{4}|\b1[12]\d{3}\b)/;

export function PhoneText({ text }: { text: string }): JSX.Element {
  return (
    <>
      {text.split(NUMBER).map((part, index) =>
        // The split puts what the pattern caught at the odd places.
        index % 2 === 1 ? (
          <a key={index} className="phone" href={`tel:${part.replace(/-/g, '')}`}>
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </>
  );
}

import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { fault, UnreadableResponse } from '../claim/response-faults.ts';
import { type Answers, MOST_ANSWERS } from './answer.ts';
import { camtAnswers } from './response-camt.ts';
import { painAnswers } from './response-pain.ts';
import { type Node, nodeAt } from './xml-node.ts';

/**
 * The answer as ISO 20022: a status report (pain.002) or a notification of entries (camt.054), any version. A file with a
 * document type is refused before it is parsed: with it go entities, local or from elsewhere.
 */

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  processEntities: true,
});

export function xmlAnswers(text: string): Answers {
  const stop = (code: Parameters<typeof fault>[1], params = {}) => new UnreadableResponse([fault(null, code, params)]);
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw stop('doctype');
  const encoding = /^\s*<\?xml[^>]*encoding=["']([^"']+)/i.exec(text)?.[1] ?? 'utf-8';
  if (encoding.toLowerCase() !== 'utf-8') throw new UnreadableResponse([fault(1, 'not-utf8')]);
  const payments = text.match(/<(?:\w+:)?(?:OrgnlEndToEndId|EndToEndId)>/g)?.length ?? 0;
  if (payments > MOST_ANSWERS) {
    throw new UnreadableResponse([fault(MOST_ANSWERS + 1, 'too-many-rows', { most: MOST_ANSWERS })]);
  }
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw new UnreadableResponse([fault(valid.err.line, 'xml-broken')]);
  const root = nodeAt(parsed(text), 'Document');
  if (nodeAt(root, 'CstmrPmtStsRpt')) return painAnswers(nodeAt(root, 'CstmrPmtStsRpt') ?? {});
  if (nodeAt(root, 'BkToCstmrDbtCdtNtfctn')) return camtAnswers(nodeAt(root, 'BkToCstmrDbtCdtNtfctn') ?? {});
  throw stop('not-an-answer');
}

function parsed(text: string): Node {
  try {
    return parser.parse(text) as Node;
  } catch (error) {
    // What the validator lets through and the parser does not, such as tags too deep in one another.
    throw new UnreadableResponse([fault(null, 'xml-broken', { error: String((error as Error).name) })]);
  }
}

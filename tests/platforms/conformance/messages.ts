import type { Adapter, ConnectAnswers, Connected } from '#shared/platforms/platform.ts';
import type { MessagesNetwork } from '#simulators/messages.ts';
import type { ArrivedPost } from '#simulators/network.ts';
import { faultOf, type Says } from '#simulators/publish-trouble.ts';
import { nodeHttp } from '#tests/kit/node-http.ts';
import type { NetworkUnderTest, RunningNetwork, VisiblePost } from '#tests/platforms/conformance/network.ts';
import { draftOf, pictureIn } from '#tests/platforms/conformance/drafts.ts';

// Networks of messages, to which a bot or a webhook sends and where it cannot look: what they bring is nearly the same.

export interface MessagesUnderTest {
  readonly adapter: Adapter;
  readonly start: (clock: { now(): number }) => Promise<MessagesNetwork>;
  /** What a person types to connect. */
  readonly answers: (standIn: MessagesNetwork) => ConnectAnswers;
  /** Where every message is sent, as faults name it: `/:bot/:method`. */
  readonly paths: readonly string[];
  readonly says: Says;
  /** Why a lost answer stays lost, with its source. */
  readonly unseen: string;
  /** Where parts only follow one another and answer nothing. */
  readonly partsFollow?: boolean;
}

export interface RunningMessages extends RunningNetwork {
  readonly standIn: MessagesNetwork;
  readonly files: Map<string, Uint8Array>;
}

const PARTS = ['Part one', 'Part two', 'Part three'];

/** Brings such a network to the suite. */
export function messagesUnderTest(given: MessagesUnderTest): NetworkUnderTest<RunningMessages> {
  const { adapter, answers, paths, says, unseen } = given;
  return {
    name: adapter.platform.name,
    start: async (clock) => {
      let aheadMs = 0;
      const standIn = await given.start({ now: () => clock.now() + aheadMs });
      const files = new Map<string, Uint8Array>();
      const [cake, bread] = [pictureIn(files, 1), pictureIn(files, 2)];
      const signInAgain = () => {
        standIn.setSignIn(true);
        return connected(adapter, standIn, answers(standIn));
      };
      return {
        adapter,
        standIn,
        ...(await signInAgain()),
        files,
        drafts: {
          text: draftOf({ text: 'Fresh bread at nine', media: [] }),
          media: draftOf({ text: 'Look at these', media: [cake, bread] }),
          several: draftOf(...PARTS.map((text, at) => ({ text, media: [cake, bread].slice(0, at) }))),
        },
        visible: () => Promise.resolve(visibleIn(standIn, given.partsFollow === true)),
        postElsewise: async (text, who) => standIn.post(text, who === 'by-hand' ? 'ours' : 'other'),
        onPublish: (trouble, nth = 1) => standIn.faults.order('POST', paths, faultOf(trouble, says), { nth }),
        signIn: () => standIn.setSignIn(false),
        signInAgain,
        setServerAheadMs: (ms) => void (aheadMs = ms),
        expected: { refused: 'publish.refused', revoked: 'channel.token-expired', rateLimited: 'publish.rate-limited' },
        canRenew: false,
        cannotTell: { byHand: unseen, arrived: { text: unseen, media: unseen, several: unseen } },
        stop: () => standIn.stop(),
      };
    },
  };
}

/** Connects with what a person types. Throws `sign-in.*`. */
export async function connected(adapter: Adapter, { url }: MessagesNetwork, typed: ConnectAnswers): Promise<Connected> {
  const [connector] = Object.values(adapter.connectors);
  if (connector?.how !== 'password') throw new Error('It is connected with what a person types.');
  return connector.signIn(typed, { http: nodeHttp(), now: () => Date.now(), baseUrl: url, broker: undefined });
}

function visibleIn(standIn: MessagesNetwork, partsFollow: boolean): readonly VisiblePost[] {
  const ours = standIn.arrived().filter((one) => one.account === standIn.account && !one.isRemoved);
  return ours.map((one, at) => {
    const parentId = partsFollow ? followed(one, ours[at - 1]) : one.parentId;
    return { id: one.id, text: one.text, mediaCount: one.media.length, ...(parentId !== undefined && { parentId }) };
  });
}

/** The part before this one, where that stands right above it. */
function followed(one: ArrivedPost, above: ArrivedPost | undefined): string | undefined {
  const before = PARTS[PARTS.indexOf(one.text) - 1];
  return above !== undefined && above.text === before ? above.id : undefined;
}

import type { CatalogueEntry } from './entry.ts'

/** 42xx: risk rules; 43xx: the ledger. */
export const riskErrors = {
  BY4201: {
    title: 'Risk stopped the bot: {reason}',
    why: 'Done: {done}. A new start does not lift the halt.',
    fix: ['read what led to it in the report, then change the strategy or the limit'],
    exit: 6,
    explain: [
      'A risk rule that watches the account as a whole was broken.',
      'All orders were cancelled, positions were closed as the rule says, and nothing new is sent.',
      'This is the rule doing its work: look at the trades before it, and do not simply raise the limit.',
    ],
    example: "risk: [maxLossPerDay('2%'), maxDrawdown('10%')]",
  },
  BY4202: {
    title: 'Order refused: the bot is {state}',
    why: '{reason}. Orders that make a position smaller still go through.',
    fix: ['only orders that reduce a position are taken now'],
    exit: 6,
    explain: [
      'The bot was told to reduce only or to halt, by a risk rule, by hand, or because something inside did not agree.',
      'New risk is refused until the reason is gone.',
      'The reason stands with the refusal and in the report.',
    ],
    example: "onRefused(refused) { if (refused.error === 'BY4202') pause() }",
  },
  BY4203: {
    title: 'Order refused: {symbol} could reach {worst}, maxPosition allows {limit}',
    why: 'Counted are the position, all open orders, those of unknown outcome, and this one.',
    fix: ['order less, or cancel orders that are no longer wanted', 'raise maxPosition of the bot'],
    exit: 6,
    explain: [
      'The position would become too large if all orders on its side were filled.',
      'Orders of unknown outcome count as if they were filled, because they may be.',
      'Orders that make the position smaller are never refused.',
    ],
    example: "risk: [maxPosition('50%')]",
  },
  BY4204: {
    title: 'Order refused: the loss of the day is {loss}, maxLossPerDay allows {limit}',
    why: 'Only orders that reduce are taken until 00:00 UTC.',
    fix: ['wait for the next day (UTC)', 'look at the losses of today in the report'],
    exit: 6,
    explain: [
      'The account has lost as much today as the limit allows, open profit and fees included.',
      'Days begin at 00:00 UTC, and a restart does not begin a new one.',
      'Positions can still be made smaller.',
    ],
    example: "risk: [maxLossPerDay('2%')]",
  },
  BY4205: {
    title: 'Order refused: the drawdown is {drawdown}, maxDrawdown allows {limit}',
    why: 'Equity has fallen this far from its highest point; only orders that reduce are taken.',
    fix: ['look at the way down in the report before raising the limit'],
    exit: 6,
    explain: [
      'Equity is further below its highest point than the limit allows.',
      'Unlike a loss per day this does not end by itself: the strategy no longer behaves as expected.',
      'Positions can still be made smaller.',
    ],
    example: "risk: [maxDrawdown('10%')]",
  },
  BY4206: {
    title: 'Order refused: it is worth {worth}, maxOrder allows {limit}',
    why: 'One order this large is more often a mistake than a wish.',
    fix: ['order less at a time', 'raise maxOrder of the bot'],
    exit: 6,
    explain: [
      'A single order is larger than the limit for one order.',
      'The limit catches sizes that went wrong, such as a quantity in units of quote currency.',
      'Split the order, or raise the limit.',
    ],
    example: "risk: [maxOrder('10%')]",
  },
  BY4207: {
    title: 'Order refused: {count} orders within {window}, orderRate allows {limit}',
    why: 'A strategy that sends without pause is usually caught in a loop.',
    fix: ['send on a change only, not in every callback', 'raise orderRate of the bot'],
    exit: 6,
    explain: [
      'More orders were sent in a short time than the limit allows.',
      'Cancels and orders that reduce are not held back.',
      'Keep the handle of the order and change it, instead of sending a new one each time.',
    ],
    example: "risk: [orderRate(10, '1s')]",
  },
  BY4208: {
    title: 'Order refused: price {price} is {away} from {reference}, priceCollar allows {limit}',
    why: 'A price this far from the market is most often computed from a wrong number.',
    fix: ['check what the price is computed from', 'raise priceCollar of the bot'],
    exit: 6,
    explain: [
      'The price of an order is too far on the dear side of the middle of the book.',
      'The rule catches a slip of the decimal point and prices of another symbol.',
      'Without a known middle no new order is let through.',
    ],
    example: "risk: [priceCollar('5%')]",
  },
  BY4301: {
    title: 'An amount of {currency} is too large to be kept exactly: {amount}',
    why: 'Money is never rounded silently, so the bot stopped instead.',
    fix: ['check the price, the quantity and the contract size of the instrument'],
    exit: 3,
    explain: [
      'An amount of money passed the largest one that can be kept to the last unit.',
      'That is far above any real account, so a wrong price or contract size is the likely cause.',
      'The bot stops rather than carry on with a rounded balance.',
    ],
    example: "account: { start: 10_000, quote: 'USDT' }",
  },
  BY4302: {
    title: 'A fill of {filled} is larger than what is left of order {order}: {left}',
    why: 'Either the venue or the ledger is wrong about the position, so the bot was halted.',
    fix: ['compare the position with that of the venue before starting again', 'see the surroundings: npx botyard doctor'],
    exit: 6,
    explain: [
      'The venue reported more filled than was ordered.',
      'From there on the position of the bot cannot be trusted, and trading on would build on an error.',
      'All orders were cancelled and nothing new is sent.',
    ],
    example: 'a buy of 0.5 with fills of 0.3 and 0.3',
  },
  BY4303: {
    title: 'The venue has {theirs} of {what}, the ledger {ours}',
    why: 'One of the two is wrong; the ledger was left as it is, because it is made of fills that were proved one by one.',
    fix: ['stop the bot and compare its fills with those of the venue'],
    exit: 6,
    explain: [
      'The venue told of a balance or a position, and the ledger of the bot has another one.',
      'Usual causes are trades by hand or by another program on the same account, deposits, and fills that were never heard of.',
      'Nothing is corrected by itself, because a ledger that follows every number it hears would hide the mistake.',
    ],
    example: 'one account for one bot, and nobody else on it',
  },
  BY4304: {
    title: 'No answer about order {order} of {symbol} within {limit}',
    why: 'Whether it is in the market is not known, so it counts as open, and the venue is asked until it says so.',
    fix: ['nothing, if it happens now and then', 'if it happens often, see whether the venue can be reached'],
    exit: 5,
    explain: [
      'The venue did not answer a request in time: the request or its answer may have been lost on the way.',
      'An order whose outcome is not proven is neither taken for dead nor sent again; its state is unknown.',
      'It counts as exposure, and it ends by evidence only: the venue is asked about it, and its strategy hears in onOrder what came of it.',
    ],
    example: "onOrder(order) { if (order.state === 'unknown') wait() }",
  },
} as const satisfies Record<string, CatalogueEntry>

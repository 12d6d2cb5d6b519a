import { reasonOf } from '../errors/reason-of.ts'
import type { Wire } from '../ports/env.ts'

/** Larger messages are refused: nothing that an exchange sends comes near it. */
const messageBytesMax = 8 * 1024 * 1024
/** How long the other end may take to say goodbye. */
const goodbyeMillis = 1000

/**
 * A WebSocket. Frames go out as text, because that is what exchanges take; what is sent before the connection stands waits for it.
 * However it ends, and if it never begins, `close` is heard once and nothing after it.
 */
export function openWire(url: string, hear: Wire): Wire {
  const waiting: Uint8Array[] = []
  let send: ((frame: Uint8Array) => void) | undefined
  let goodbye: (() => void) | undefined
  let isClosing = false
  let isOver = false
  const over = (reason: string) => {
    if (isOver) return
    isOver = true
    hear.close(reason)
  }
  const connect = async () => {
    const { WebSocket } = await import('ws')
    if (isClosing) return over('closed before it was open')
    const options = { perMessageDeflate: false, maxPayload: messageBytesMax, closeTimeout: goodbyeMillis }
    const socket = new WebSocket(url, options)
    let failure = ''
    goodbye = () => socket.close()
    socket.on('open', () => {
      if (isClosing) return
      send = (frame) => socket.send(frame, { binary: false }, () => {})
      for (const frame of waiting.splice(0)) send(frame)
      hear.open?.()
    })
    socket.on('message', (data: Uint8Array) => isClosing || hear.bytes(data))
    socket.on('error', (error) => {
      failure = error.message
    })
    socket.on('close', (code) => over(failure === '' ? `closed with ${code}` : failure))
  }
  connect().catch((error: unknown) => over(reasonOf(error)))
  return {
    bytes(frame) {
      if (isClosing || isOver) return
      if (send === undefined) waiting.push(frame.slice())
      else send(frame)
    },
    close() {
      isClosing = true
      goodbye?.()
    },
  }
}

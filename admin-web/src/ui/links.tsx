import { Anchor, Button, type AnchorProps, type ButtonProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { ComponentPropsWithRef } from 'react'

function AnchorElement(props: AnchorProps & Omit<ComponentPropsWithRef<'a'>, keyof AnchorProps>) {
  return <Anchor {...props} />
}
function ButtonElement(props: ButtonProps & Omit<ComponentPropsWithRef<'a'>, keyof ButtonProps>) {
  return <Button component="a" {...props} />
}

/** A link to a page, typed by its address: `<TextLink to="/workshops/$workshopId" params={{ workshopId }}>`. */
export const TextLink = createLink(AnchorElement)
/** The same, in the shape of a button. */
export const ButtonLink = createLink(ButtonElement)

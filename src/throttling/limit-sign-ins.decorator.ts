import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';

const LimitSignInsMarker = Reflector.createDecorator<true>();

/** Counts an operation as an attempt to sign in: limited by account and by address, on top of the general limit. */
export const LimitSignIns = (): MethodDecorator => LimitSignInsMarker(true);

const reflector = new Reflector();

export function isSignIn(context: ExecutionContext): boolean {
  return reflector.get(LimitSignInsMarker, context.getHandler()) === true;
}

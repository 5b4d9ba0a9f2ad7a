import { type ExecutionContext, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';

const LIMIT_SIGN_INS = 'limitSignIns';
const reflector = new Reflector();

/** Counts an operation as an attempt to sign in: limited by account and by address, on top of the general limit. */
export const LimitSignIns = (): MethodDecorator => SetMetadata(LIMIT_SIGN_INS, true);

export function isSignIn(context: ExecutionContext): boolean {
  return reflector.get<boolean | undefined>(LIMIT_SIGN_INS, context.getHandler()) ?? false;
}

import { Body, Controller, Get, Header, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiSecurity, ApiTags } from '@nestjs/swagger';
import { Answers, Problems } from '../common/documented.js';
import { ClientAddress } from '../throttling/client-address.js';
import { LimitSignIns } from '../throttling/limit-sign-ins.decorator.js';
import { toUserResponse } from '../users/user-response.js';
import { type UserResponse, userSchema } from '../users/users.schemas.js';
import {
  type AuthSession,
  authSessionSchema,
  type Credentials,
  credentialsSchema,
  type Logout,
  logoutSchema,
  type PasswordChange,
  passwordChangeSchema,
  type Registration,
  registrationSchema,
  type TokenRefresh,
  refreshSchema,
} from './auth.schemas.js';
import { AuthService, type SignIn } from './auth.service.js';
import { type Credential, CurrentCredential } from './credential.js';
import { Public } from './public.decorator.js';
import { SessionOnly } from './session-only.decorator.js';
import { SessionsService } from './sessions/sessions.service.js';

@ApiTags('auth')
@Problems('TOO_MANY_REQUESTS')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly sessions: SessionsService,
  ) {}

  @Post('register')
  @Public()
  @LimitSignIns()
  @Header('Cache-Control', 'no-store')
  @ApiSecurity({})
  @ApiOperation({ operationId: 'register', summary: 'Create an account, and sign in' })
  @Answers(201, { description: 'The new account, signed in.', schema: authSessionSchema })
  @Problems('VALIDATION_FAILED', 'EMAIL_TAKEN', 'OVERLOADED')
  async register(
    @Body({ schema: registrationSchema }) { email, password, name }: Registration,
    @ClientAddress() address: string,
  ): Promise<AuthSession> {
    return toAuthSession(await this.auth.register(email, password, name ?? '', address));
  }

  @Post('login')
  @Public()
  @LimitSignIns()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiSecurity({})
  @ApiOperation({ operationId: 'login', summary: 'Sign in' })
  @Answers(200, { description: 'Signed in.', schema: authSessionSchema })
  @Problems('VALIDATION_FAILED', 'CREDENTIALS_WRONG', 'ACCOUNT_DISABLED', 'OVERLOADED')
  async login(
    @Body({ schema: credentialsSchema }) { email, password }: Credentials,
    @ClientAddress() address: string,
  ): Promise<AuthSession> {
    return toAuthSession(await this.auth.login(email, password, address));
  }

  @Post('refresh')
  @Public()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiSecurity({})
  @ApiOperation({
    operationId: 'refreshTokens',
    summary: 'Exchange a refresh token for new tokens',
    description:
      'A refresh token serves once. A second use at the same moment is refused with 409; a later one is taken for theft ' +
      'and ends the session.',
  })
  @Answers(200, { description: 'New tokens; the old refresh token is used up.', schema: authSessionSchema })
  @Problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'REFRESH_TOKEN_REUSED', 'CONFLICT')
  async refresh(@Body({ schema: refreshSchema }) { refreshToken }: TokenRefresh): Promise<AuthSession> {
    return toAuthSession(await this.sessions.refresh(refreshToken));
  }

  @Post('logout')
  @SessionOnly()
  @HttpCode(204)
  @ApiOperation({ operationId: 'logout', summary: 'End this session: its access and refresh tokens serve no more' })
  @ApiBody({ required: false })
  @Answers(204, { description: 'Signed out.' })
  @Problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'SESSION_REQUIRED')
  async logout(
    @CurrentCredential() { id, account }: Credential,
    @Body({ schema: logoutSchema }) body: Logout,
  ): Promise<void> {
    await this.sessions.end(id);
    if (body?.refreshToken !== undefined) await this.sessions.endByRefreshToken(body.refreshToken, account.id);
  }

  @Get('me')
  @ApiOperation({ operationId: 'getMe', summary: 'Who is signed in' })
  @Answers(200, { description: 'The signed-in user.', schema: userSchema })
  @Problems('UNAUTHENTICATED')
  me(@CurrentCredential() { account }: Credential): UserResponse {
    return toUserResponse(account);
  }

  @Post('change-password')
  @SessionOnly()
  @LimitSignIns()
  @HttpCode(204)
  @ApiOperation({
    operationId: 'changePassword',
    summary: 'Change the password, and end all other sessions and API keys',
  })
  @Answers(204, { description: 'Changed. This session goes on.' })
  @Problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'SESSION_REQUIRED', 'CONFLICT', 'OVERLOADED')
  async changePassword(
    @CurrentCredential() { id, account }: Credential,
    @Body({ schema: passwordChangeSchema }) { currentPassword, newPassword }: PasswordChange,
  ): Promise<void> {
    await this.auth.changePassword(account.id, id, currentPassword, newPassword);
  }
}

function toAuthSession({ user, tokens }: SignIn): AuthSession {
  return { user: toUserResponse(user), ...tokens };
}

import { Body, Controller, Header, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiSecurity, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { AppError } from '../../common/app-error.js';
import { Answers, Problems } from '../../common/documented.js';
import { AppConfig } from '../../config/app-config.js';
import { ClientAddress } from '../../throttling/client-address.js';
import { LimitSignIns } from '../../throttling/limit-sign-ins.decorator.js';
import { toUserResponse } from '../../users/user-response.js';
import { type Credentials, credentialsSchema, type Registration, registrationSchema } from '../auth.schemas.js';
import { AuthService, type SignIn } from '../auth.service.js';
import { Public } from '../public.decorator.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { clearRefreshCookie, readRefreshCookie, setRefreshCookie } from './refresh-cookie.js';
import { SameOriginGuard } from './same-origin.guard.js';
import { type WebSession, webSessionSchema } from './web-session.schemas.js';

const COOKIE = {
  'Set-Cookie': { description: 'The refresh token: HttpOnly, SameSite=Strict.', schema: { type: 'string' as const } },
};

/** The same sessions as everywhere, for the web application: the refresh token is kept in a cookie. */
@ApiTags('auth')
@Public()
@ApiSecurity({})
@UseGuards(SameOriginGuard)
@Problems('FORBIDDEN', 'TOO_MANY_REQUESTS')
@Controller('auth/web')
export class WebSessionController {
  constructor(
    private readonly auth: AuthService,
    private readonly sessions: SessionsService,
    private readonly config: AppConfig,
  ) {}

  @Post('register')
  @LimitSignIns()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ operationId: 'registerWeb', summary: 'Create an account, and sign this browser in' })
  @Answers(201, { description: 'The new account, signed in.', schema: webSessionSchema, headers: COOKIE })
  @Problems('VALIDATION_FAILED', 'EMAIL_TAKEN', 'OVERLOADED')
  async register(
    @Body({ schema: registrationSchema }) { email, password, name }: Registration,
    @ClientAddress() address: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<WebSession> {
    return this.answer(await this.auth.register(email, password, name ?? '', address), request, response);
  }

  @Post('login')
  @LimitSignIns()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ operationId: 'loginWeb', summary: 'Sign this browser in' })
  @Answers(200, { description: 'Signed in.', schema: webSessionSchema, headers: COOKIE })
  @Problems('VALIDATION_FAILED', 'CREDENTIALS_WRONG', 'ACCOUNT_DISABLED', 'OVERLOADED')
  async login(
    @Body({ schema: credentialsSchema }) { email, password }: Credentials,
    @ClientAddress() address: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<WebSession> {
    return this.answer(await this.auth.login(email, password, address), request, response);
  }

  @Post('refresh')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    operationId: 'refreshWeb',
    summary: 'Exchange the refresh cookie for a new one and an access token',
    description: 'A second use at the same moment is refused with 409: the browser then has, or gets, the new cookie.',
  })
  @Answers(200, {
    description: 'A new access token; the cookie is replaced.',
    schema: webSessionSchema,
    headers: COOKIE,
  })
  @Problems('UNAUTHENTICATED', 'REFRESH_TOKEN_REUSED', 'CONFLICT')
  async refresh(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<WebSession> {
    const token = readRefreshCookie(request);
    if (token === undefined) throw new AppError('UNAUTHENTICATED', 'This browser is not signed in.');
    try {
      return this.answer(await this.sessions.refresh(token), request, response);
    } catch (error) {
      if (error instanceof AppError && error.status === 401) clearRefreshCookie(response);
      throw error;
    }
  }

  @Post('logout')
  @HttpCode(204)
  @ApiOperation({ operationId: 'logoutWeb', summary: 'Sign this browser out; its tokens serve no more' })
  @Answers(204, { description: 'Signed out.' })
  async logout(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    const token = readRefreshCookie(request);
    if (token !== undefined) await this.sessions.endByRefreshToken(token);
    clearRefreshCookie(response);
  }

  private answer({ user, tokens }: SignIn, request: Request, response: Response): WebSession {
    const { refreshToken, ...visible } = tokens;
    const secure = request.secure || this.config.http.publicUrl?.startsWith('https:') === true;
    setRefreshCookie(response, refreshToken, this.config.auth.refreshTokenSeconds, secure);
    return { user: toUserResponse(user), ...visible };
  }
}

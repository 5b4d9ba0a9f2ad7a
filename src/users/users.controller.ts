import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequireRole } from '../auth/roles.decorator.js';
import { SessionOnly } from '../auth/session-only.decorator.js';
import { CurrentUser, type SignedInUser } from '../auth/signed-in-user.js';
import { Answers, Problems } from '../common/documented.js';
import { identifier } from '../common/identifier.js';
import { toUserResponse } from './user-response.js';
import { UserStandingService } from './user-standing.service.js';
import {
  type NewUserBody,
  newUserSchema,
  type UserChange,
  userChangeSchema,
  type UserPageResponse,
  userPageSchema,
  type UserResponse,
  userSchema,
  type UsersQuery,
  usersQuerySchema,
} from './users.schemas.js';
import { UsersService } from './users.service.js';

@ApiTags('users')
@RequireRole('operator')
@Problems('UNAUTHENTICATED', 'FORBIDDEN', 'VALIDATION_FAILED', 'TOO_MANY_REQUESTS')
@Controller('users')
export class UsersController {
  constructor(
    private readonly users: UsersService,
    private readonly standing: UserStandingService,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listUsers', summary: 'List users (operators)' })
  @Answers(200, { description: 'One page of the users that match.', schema: userPageSchema })
  async list(@Query({ schema: usersQuerySchema }) query: UsersQuery): Promise<UserPageResponse> {
    const page = await this.users.list(query, query);
    return { ...page, items: page.items.map(toUserResponse) };
  }

  @Post()
  @SessionOnly()
  @ApiOperation({ operationId: 'createUser', summary: 'Create an account, an operator’s for one (operators)' })
  @Answers(201, { description: 'The new account; its owner should change the password.', schema: userSchema })
  @Problems('FORBIDDEN', 'SESSION_REQUIRED', 'EMAIL_TAKEN', 'OVERLOADED')
  async create(@Body({ schema: newUserSchema }) { email, password, name, role }: NewUserBody): Promise<UserResponse> {
    return toUserResponse(await this.users.register(email, password, name ?? '', role));
  }

  @Post(':id/sign-out')
  @SessionOnly()
  @HttpCode(204)
  @ApiOperation({ operationId: 'signUserOut', summary: 'End all sessions and API keys of a user (operators)' })
  @Answers(204, { description: 'Signed out everywhere.' })
  @Problems('FORBIDDEN', 'SESSION_REQUIRED', 'NOT_FOUND')
  async signOut(@Param('id', { schema: identifier }) id: string): Promise<void> {
    await this.users.endSessions(id);
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getUser', summary: 'Get a user (operators)' })
  @Answers(200, { description: 'The user.', schema: userSchema })
  @Problems('NOT_FOUND')
  async get(@Param('id', { schema: identifier }) id: string): Promise<UserResponse> {
    return toUserResponse(await this.users.get(id));
  }

  @Patch(':id')
  @SessionOnly()
  @ApiOperation({ operationId: 'changeUser', summary: "Change a user's role or status (operators)" })
  @Answers(200, {
    description: 'The changed user. Disabling ends all sessions and API keys of the user.',
    schema: userSchema,
  })
  @Problems('FORBIDDEN', 'SESSION_REQUIRED', 'NOT_FOUND', 'LAST_OPERATOR')
  async change(
    @Param('id', { schema: identifier }) id: string,
    @Body({ schema: userChangeSchema }) change: UserChange,
    @CurrentUser() operator: SignedInUser,
  ): Promise<UserResponse> {
    return toUserResponse(await this.standing.change(id, change, operator.id));
  }
}

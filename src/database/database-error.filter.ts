import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { mongo, MongooseError } from 'mongoose';
import { ProblemFilter } from '../common/problem.filter.js';
import { databaseErrorToAppError } from './database-errors.js';

/** Answers a request that the database failed with 503 and when to come back, instead of as an internal error. */
@Catch(mongo.MongoError, MongooseError)
export class DatabaseErrorFilter implements ExceptionFilter {
  private readonly problems = new ProblemFilter();

  catch(thrown: unknown, host: ArgumentsHost): void {
    // oxlint-disable-next-line promise/valid-params -- Nest's method of the same name
    this.problems.catch(databaseErrorToAppError(thrown) ?? thrown, host);
  }
}

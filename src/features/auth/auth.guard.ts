import { Injectable, SetMetadata, createParamDecorator } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { may } from '../../domain/actor.js';
import type { Actor, Permission } from '../../domain/actor.js';
import { DomainError } from '../../domain/errors.js';
import type { AuthorizedRequest } from '../../platform/http.js';
import { AuthService } from './auth.service.js';

const permissionMark = 'stet:permission';
const openMark = 'stet:open';

/** What a caller must be allowed to do. Every route has this or {@link Open}. */
export const Can = (permission: Permission): MethodDecorator & ClassDecorator =>
  SetMetadata(permissionMark, permission);

/** A route that needs no key. */
export const Open = (): MethodDecorator & ClassDecorator => SetMetadata(openMark, true);

/** Who calls. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<AuthorizedRequest>();
  if (actor === undefined) throw new DomainError('auth/key-missing');
  return actor;
});

/** Lets a request through when its key may do what the route asks; a route that asks for nothing is refused. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly auth: AuthService,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(openMark, targets)) return true;
    const permission = this.reflector.getAllAndOverride<Permission | undefined>(permissionMark, targets);
    const request = context.switchToHttp().getRequest<AuthorizedRequest>();
    const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined)
      throw new DomainError('auth/key-missing', 'Send Authorization: Bearer with an API key.');
    request.actor = await this.auth.actorOf(token);
    if (permission === undefined || !may(request.actor.role, permission)) {
      throw new DomainError(
        'auth/forbidden',
        `A key of role ${request.actor.role} lacks the permission ${permission ?? 'for this route'}.`,
      );
    }
    return true;
  }
}

/**
 * The cloud chunk (dist/cloud.js): the only room that talks to Alibaba Cloud. It is a file of its own because loading
 * the SDK costs hundreds of milliseconds, which linting and activation must never pay.
 */
export { default as EcsClient } from '@alicloud/ecs20140526';

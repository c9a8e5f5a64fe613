import { expect, test } from 'vitest';
import { readRos } from '../../../../core/dialects/ros/index.ts';
import { SourceText } from '../../../../core/text/source.ts';
import { show, textAt } from './show.ts';

const template = `ROSTemplateFormatVersion: '2015-09-01'
Transform: Aliyun::Serverless-2018-04-03
Resources:
  Service:
    Type: Aliyun::Serverless::Service
    Properties: {InternetAccess: false}
    Hello:
      Type: Aliyun::Serverless::Function
      Properties: {Handler: index.handler, Runtime: nodejs20}
      Events:
        Open:
          Type: HTTP
          Properties: {AuthType: ANONYMOUS, Methods: [GET]}
        Every:
          Type: Timer
          Properties: {CronExpression: '@every 1m'}
  example.com:
    Type: Aliyun::Serverless::CustomDomain
    Properties: {Protocol: HTTP, RouteConfig: {routes: {'/*': {ServiceName: !Ref Service, FunctionName: !Ref Hello}}}}
  Api:
    Type: Aliyun::Serverless::Api
    Properties:
      DefinitionBody:
        /hello:
          get:
            x-aliyun-apigateway-auth-type: ANONYMOUS
            x-aliyun-apigateway-request-config: {requestProtocol: HTTP}
          post: {}
  Logs: {Type: Aliyun::Serverless::Log, Properties: {Description: x}}
`;

test('serverless resources are read as what they become', () => {
  const unit = readRos(new SourceText('a.yml', template));
  expect(unit.problems).toEqual([]);
  expect(Array.from(unit.model.resources.values(), ({ address, type }) => `${address} ${type}`)).toEqual([
    'Service ALIYUN::FC::Service',
    'Service/Hello ALIYUN::FC::Function',
    'Service/Hello/Open ALIYUN::FC::Trigger',
    'Service/Hello/Every ALIYUN::FC::Trigger',
    'example.com ALIYUN::FC::CustomDomain',
    'Api/GET /hello ALIYUN::ApiGateway::Api',
    'Api/POST /hello ALIYUN::ApiGateway::Api',
    'Logs ALIYUN::SLS::Project',
  ]);
});

test('and mean the same to the rules', () => {
  const { model } = readRos(new SourceText('a.yml', template));
  const [open, every] = model.functionTriggers;
  expect(open?.http).toMatchObject({ kind: 'known', value: true });
  expect(open?.authentication).toMatchObject({ kind: 'known', value: 'anonymous' });
  expect(open?.authentication && textAt(open.authentication.at)).toBe('ANONYMOUS');
  expect(every?.http).toMatchObject({ kind: 'known', value: false });
  expect(model.functionServices[0]?.internetAccess).toMatchObject({ value: false });
  expect(model.serviceDomains[0]?.protocols?.map((one) => (one.kind === 'known' ? one.value : one.kind))).toEqual([
    'HTTP',
  ]);
  const [api, other] = model.apis;
  expect(api?.authentication).toMatchObject({ value: 'anonymous' });
  expect(api?.protocols?.map((one) => (one.kind === 'known' ? one.value : one.kind))).toEqual(['HTTP']);
  expect(other?.authentication).toBeUndefined();
  expect(show(model.resources.get('Api/GET /hello')?.attributes.entries.get('AuthType')?.value)).toBe('"ANONYMOUS"');
});

// The service on Azure Container Apps: processes that answer, as many as there are requests, and workers, as many as there are
// jobs. Run foundation.bicep first and fill the vault (docs/deploy-azure.md).

@description('Begins the names of the two apps: NAME-api and NAME-worker.')
@minLength(3)
@maxLength(18)
param name string = 'artwork-mapping'

param location string = resourceGroup().location

@description('The image with its registry and tag or digest: SERVER/artwork-mapping:1.2.3.')
param image string

@description('Outputs of foundation.bicep.')
param registryServer string
param vaultName string
param identityName string
param logsName string

@description('Address under which people reach the service. Empty: the one that Container Apps gives it.')
param publicUrl string = ''

@description('E-mail address of the first operator; the password is the secret `operator-password`.')
param operatorEmail string

@description('Database that the URI in the secret `mongo-uri` names: the rule that adds workers counts jobs in it.')
param databaseName string = 'artwork-mapping'

@description('S3 bucket of the files. Its keys are the secrets `s3-access-key-id` and `s3-secret-access-key`.')
param bucketName string
param bucketRegion string = 'us-east-1'

@description('Address of an S3 server other than Amazon’s. Empty: that of the region.')
param s3Endpoint string = ''

@description('Address under which browsers reach it, where it is another one.')
param s3PublicEndpoint string = ''

@description('Whether the vault holds `redis-url`. Without Redis workers look for jobs every second and each API process counts requests alone.')
param withRedis bool = false

@description('Hugging Face Space that makes papers. Empty: no AI.')
param gradioSpace string = ''

@description('Whether the vault holds `hf-token`, for a private Space.')
param withHuggingFaceToken bool = false

@description('Cores of one process; memory is twice as many gibibytes.')
@allowed(['0.5', '1.0', '1.5', '2.0'])
param apiCores string = '1.0'
@allowed(['0.5', '1.0', '1.5', '2.0'])
param workerCores string = '2.0'

@minValue(1)
param apiReplicasMin int = 2
param apiReplicasMax int = 10

@description('Requests at the same time for which one API process is enough; an open event stream is one.')
param requestsPerApi int = 40

@minValue(0)
@description('With 0 the first job after a quiet time waits half a minute for a worker to start.')
param workerReplicasMin int = 1
param workerReplicasMax int = 20

@description('Jobs, waiting or running, for which one worker is enough.')
param jobsPerWorker int = 4

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: identityName
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName
}

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' existing = {
  name: logsName
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: name
  location: location
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: logs.properties.customerId
        sharedKey: logs.listKeys().primarySharedKey
      }
    }
    workloadProfiles: [
      { name: 'Consumption', workloadProfileType: 'Consumption' }
    ]
  }
}

var address = empty(publicUrl) ? 'https://${name}-api.${environment.properties.defaultDomain}' : publicUrl

// Each secret of the vault and the variable that it is given to the service as.
var neededSecrets = [
  { secret: 'jwt-secret', variable: 'JWT_SECRET' }
  { secret: 'mongo-uri', variable: 'MONGO_URI' }
  { secret: 's3-access-key-id', variable: 'AWS_ACCESS_KEY_ID' }
  { secret: 's3-secret-access-key', variable: 'AWS_SECRET_ACCESS_KEY' }
  { secret: 'operator-password', variable: 'OPERATOR_PASSWORD' }
  { secret: 'metrics-token', variable: 'METRICS_TOKEN' }
]
var redisSecret = withRedis ? [{ secret: 'redis-url', variable: 'REDIS_URL' }] : []
var huggingFaceSecret = withHuggingFaceToken ? [{ secret: 'hf-token', variable: 'HF_TOKEN' }] : []
var secretNames = concat(neededSecrets, redisSecret, huggingFaceSecret)

var secrets = [
  for item in secretNames: {
    name: item.secret
    keyVaultUrl: '${vault.properties.vaultUri}secrets/${item.secret}'
    identity: identity.id
  }
]

var secretVariables = [
  for item in secretNames: {
    name: item.variable
    secretRef: item.secret
  }
]

var neededVariables = [
  { name: 'PUBLIC_URL', value: address }
  { name: 'TRUST_PROXY_HOPS', value: '1' }
  { name: 'OPERATOR_EMAIL', value: operatorEmail }
  { name: 'AWS_BUCKET_NAME', value: bucketName }
  { name: 'AWS_REGION', value: bucketRegion }
]
var endpointVariable = empty(s3Endpoint) ? [] : [{ name: 'S3_ENDPOINT', value: s3Endpoint }]
var publicEndpointVariable = empty(s3PublicEndpoint) ? [] : [{ name: 'S3_PUBLIC_ENDPOINT', value: s3PublicEndpoint }]
var spaceVariable = empty(gradioSpace) ? [] : [{ name: 'GRADIO_HF_SPACE_NAME', value: gradioSpace }]
var plainVariables = concat(neededVariables, endpointVariable, publicEndpointVariable, spaceVariable)

var variables = concat(plainVariables, secretVariables)
var apiRole = [{ name: 'ROLE', value: 'api' }]
var workerRole = [{ name: 'ROLE', value: 'worker' }]

var memory = {
  '0.5': '1Gi'
  '1.0': '2Gi'
  '1.5': '3Gi'
  '2.0': '4Gi'
}

// A process that is up but lacks a dependency is out of the line, not restarted.
var probes = [
  {
    type: 'Startup'
    httpGet: { path: '/health/live', port: 3000 }
    periodSeconds: 2
    timeoutSeconds: 2
    failureThreshold: 10
    initialDelaySeconds: 1
  }
  {
    type: 'Liveness'
    httpGet: { path: '/health/live', port: 3000 }
    periodSeconds: 10
    timeoutSeconds: 5
    failureThreshold: 6
  }
  {
    type: 'Readiness'
    httpGet: { path: '/health/ready', port: 3000 }
    periodSeconds: 2
    timeoutSeconds: 2
    failureThreshold: 1
    successThreshold: 1
  }
]

// Temporary files of a process; nothing in it outlives the process.
var scratch = [{ name: 'data', storageType: 'EmptyDir' }]
var scratchMount = [{ volumeName: 'data', mountPath: '/data' }]

resource api 'Microsoft.App/containerApps@2024-03-01' = {
  name: '${name}-api'
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    environmentId: environment.id
    workloadProfileName: 'Consumption'
    configuration: {
      // Two versions side by side: docker/azure/deploy tries the new one before it gets the traffic.
      activeRevisionsMode: 'Multiple'
      maxInactiveRevisions: 5
      ingress: {
        external: true
        targetPort: 3000
        transport: 'auto'
        allowInsecure: false
        traffic: [{ latestRevision: true, weight: 100 }]
      }
      registries: [{ server: registryServer, identity: identity.id }]
      secrets: secrets
    }
    template: {
      // The image ends within 20 s: 3 in which it is unready and serves, 17 for what is in hand.
      terminationGracePeriodSeconds: 30
      containers: [
        {
          name: 'api'
          image: image
          resources: { cpu: json(apiCores), memory: memory[apiCores] }
          env: concat(variables, apiRole)
          probes: probes
          volumeMounts: scratchMount
        }
      ]
      scale: {
        minReplicas: apiReplicasMin
        maxReplicas: apiReplicasMax
        rules: [
          {
            name: 'requests'
            http: { metadata: { concurrentRequests: string(requestsPerApi) } }
          }
        ]
      }
      volumes: scratch
    }
  }
}

resource worker 'Microsoft.App/containerApps@2024-03-01' = {
  name: '${name}-worker'
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    environmentId: environment.id
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      maxInactiveRevisions: 5
      registries: [{ server: registryServer, identity: identity.id }]
      secrets: secrets
    }
    template: {
      terminationGracePeriodSeconds: 30
      containers: [
        {
          name: 'worker'
          image: image
          resources: { cpu: json(workerCores), memory: memory[workerCores] }
          env: concat(variables, workerRole)
          probes: probes
          volumeMounts: scratchMount
        }
      ]
      scale: {
        minReplicas: workerReplicasMin
        maxReplicas: workerReplicasMax
        rules: [
          {
            // The job records are the queue, so they are counted, and running ones too: a worker is not taken away from its job.
            name: 'jobs'
            custom: {
              type: 'mongodb'
              metadata: {
                dbName: databaseName
                collection: 'jobs'
                query: '{"status":{"$in":["queued","running"]}}'
                queryValue: string(jobsPerWorker)
              }
              auth: [{ secretRef: 'mongo-uri', triggerParameter: 'connectionString' }]
            }
          }
        ]
      }
      volumes: scratch
    }
  }
}

output url string = address
output apiName string = api.name
output workerName string = worker.name

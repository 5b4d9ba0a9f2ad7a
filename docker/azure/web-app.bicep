// The service on Azure Web App for Containers: one process for everything on each instance, and a slot in which the next version
// is tried before both change places. Run foundation.bicep first and fill the vault (docs/deploy-azure.md).

@description('Name of the web app; NAME.azurewebsites.net has to be free.')
@minLength(3)
@maxLength(40)
param name string = 'artwork-mapping'

param location string = resourceGroup().location

@description('The image with its registry and tag or digest: SERVER/artwork-mapping:1.2.3.')
param image string

@description('Outputs of foundation.bicep.')
param vaultName string
param identityName string
param logsName string

@description('Address under which people reach the service. Empty: NAME.azurewebsites.net.')
param publicUrl string = ''

@description('E-mail address of the first operator; the password is the secret `operator-password`.')
param operatorEmail string

@description('S3 bucket of the files. Its keys are the secrets `s3-access-key-id` and `s3-secret-access-key`.')
param bucketName string
param bucketRegion string = 'us-east-1'

@description('Address of an S3 server other than Amazon’s. Empty: that of the region.')
param s3Endpoint string = ''

@description('Address under which browsers reach it, where it is another one.')
param s3PublicEndpoint string = ''

@description('Whether the vault holds `redis-url`; with more than one instance it should.')
param withRedis bool = false

@description('Hugging Face Space that makes papers. Empty: no AI.')
param gradioSpace string = ''

@description('Whether the vault holds `hf-token`, for a private Space.')
param withHuggingFaceToken bool = false

@description('Size of an instance. Slots need Premium; P0v3 has one core and 4 GB, P1v3 two and 8.')
@allowed(['P0v3', 'P1v3', 'P2v3', 'P3v3'])
param planSku string = 'P1v3'

@description('How many instances.')
@minValue(1)
@maxValue(30)
param instances int = 2

@description('Memory that pictures in work may take together, on one instance: the slot shares the machine with it.')
param engineMemoryMegabytes int = 1500

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: identityName
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName
}

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' existing = {
  name: logsName
}

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: name
  location: location
  kind: 'linux'
  sku: { name: planSku, capacity: instances }
  properties: { reserved: true }
}

var address = empty(publicUrl) ? 'https://${name}.azurewebsites.net' : publicUrl

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

var secretVariables = [
  for item in secretNames: {
    name: item.variable
    value: '@Microsoft.KeyVault(SecretUri=${vault.properties.vaultUri}secrets/${item.secret})'
  }
]

var neededVariables = [
  { name: 'WEBSITES_PORT', value: '3000' }
  { name: 'PORT', value: '3000' }
  // Nothing is kept in the container; App Service's share is too slow for temporary files.
  { name: 'WEBSITES_ENABLE_APP_SERVICE_STORAGE', value: 'false' }
  { name: 'WEBSITES_CONTAINER_START_TIME_LIMIT', value: '230' }
  // App Service kills after 5 s unless told otherwise; the image ends within 20.
  { name: 'WEBSITES_CONTAINER_STOP_TIME_LIMIT', value: '30' }
  // How many minutes an instance may be unready before it is taken out of the line.
  { name: 'WEBSITE_HEALTHCHECK_MAXPINGFAILURES', value: '2' }
  // A swap waits until the new version is ready.
  { name: 'WEBSITE_SWAP_WARMUP_PING_PATH', value: '/health/ready' }
  { name: 'WEBSITE_SWAP_WARMUP_PING_STATUSES', value: '200' }
  { name: 'ROLE', value: 'all' }
  { name: 'ENGINE_MEMORY_MB', value: string(engineMemoryMegabytes) }
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

// One configuration for both slots: after a swap each runs as the other did.
var siteConfig = {
  linuxFxVersion: 'DOCKER|${image}'
  acrUseManagedIdentityCreds: true
  acrUserManagedIdentityID: identity.properties.clientId
  alwaysOn: true
  healthCheckPath: '/health/ready'
  http20Enabled: true
  minTlsVersion: '1.2'
  ftpsState: 'Disabled'
  appSettings: concat(plainVariables, secretVariables)
}

resource app 'Microsoft.Web/sites@2023-12-01' = {
  name: name
  location: location
  kind: 'app,linux,container'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    serverFarmId: plan.id
    reserved: true
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identity.id
    siteConfig: siteConfig
  }
}

resource staging 'Microsoft.Web/sites/slots@2023-12-01' = {
  parent: app
  name: 'staging'
  location: location
  kind: 'app,linux,container'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    serverFarmId: plan.id
    reserved: true
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identity.id
    siteConfig: siteConfig
  }
}

resource appLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'logs'
  scope: app
  properties: {
    workspaceId: logs.id
    logs: [
      { category: 'AppServiceConsoleLogs', enabled: true }
      { category: 'AppServicePlatformLogs', enabled: true }
    ]
  }
}

output url string = address
output appName string = app.name

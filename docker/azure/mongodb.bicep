// A MongoDB of Azure's own (Cosmos DB for MongoDB, vCore). For MongoDB Atlas or a server of your own skip this file and put its
// URI into the vault as `mongo-uri`.

@description('Name of the vault that foundation.bicep made; the URI goes there as `mongo-uri`.')
param vaultName string

@description('Begins the name of the cluster.')
@minLength(3)
@maxLength(18)
param name string = 'artwork-mapping'

param location string = resourceGroup().location

@description('M25 for a try, M30 and larger for work.')
param tier string = 'M30'

@description('Storage of each node, in gigabytes.')
@allowed([32, 64, 128, 256, 512, 1024])
param storageGigabytes int = 64

@description('A second node in another zone takes over when the first fails; it doubles the price.')
param highAvailability bool = false

param administrator string = 'artworkmapping'

@description('Letters and digits alone, so that it needs no escaping in a URI.')
@secure()
@minLength(24)
param administratorPassword string

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName
}

resource cluster 'Microsoft.DocumentDB/mongoClusters@2024-07-01' = {
  name: '${name}-${uniqueString(resourceGroup().id, name)}'
  location: location
  properties: {
    administrator: { userName: administrator, password: administratorPassword }
    serverVersion: '7.0'
    compute: { tier: tier }
    storage: { sizeGb: storageGigabytes }
    sharding: { shardCount: 1 }
    highAvailability: { targetMode: highAvailability ? 'ZoneRedundantPreferred' : 'Disabled' }
    publicNetworkAccess: 'Enabled'
  }
}

// From within Azure alone. A private endpoint in its place needs a virtual network, which costs more.
resource fromAzure 'Microsoft.DocumentDB/mongoClusters/firewallRules@2024-07-01' = {
  parent: cluster
  name: 'azure'
  properties: { startIpAddress: '0.0.0.0', endIpAddress: '0.0.0.0' }
}

resource uri 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'mongo-uri'
  properties: {
    value: replace(replace(replace(cluster.properties.connectionString, '<user>', administrator), '<password>', administratorPassword), '/?', '/artwork-mapping?')
    contentType: 'text/plain'
  }
}

output clusterName string = cluster.name
